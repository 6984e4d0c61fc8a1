-- What each tablet last told of itself, as JSON: its build, its check, what waits. Nothing about
-- anybody. Not in a backup: the tablet tells it again.
create table device_report (
    organisation blob not null,
    device blob not null,
    report text not null,
    told_at integer not null,
    constraint device_report_pk primary key (organisation, device),
    constraint device_report_of_device foreign key (organisation, device) references device (organisation, id)
) strict, without rowid;
