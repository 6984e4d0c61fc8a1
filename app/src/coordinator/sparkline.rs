//! Twelve weeks as a small line on a scale of its own, with gaps where nothing may be drawn.

/// The drawing's width and height, and what stays free around the line, in its own units. Whole
/// units are as fine as the screen, and decimals would cost the bundle their formatting.
const WIDTH: i64 = 250;
const HEIGHT: i64 = 38;
const MARGIN: i64 = 6;

/// A drawing: the line, its lone weeks, and where its last point is.
#[derive(Clone, Debug, PartialEq)]
pub struct Sparkline {
    /// The line as SVG writes it.
    pub path: String,
    /// Weeks between two gaps: dots, because no line reaches them.
    pub lone: Vec<(i64, i64)>,
    /// The last point.
    pub last: (i64, i64),
}

impl Sparkline {
    /// The box that a line is drawn in.
    pub const VIEW_BOX: &str = "0 0 250 38";

    /// The line through some weeks; nothing when no week can be drawn.
    pub fn of(weeks: &[Option<i64>]) -> Option<Self> {
        let known = || weeks.iter().copied().flatten();
        let (low, high) = (known().min()?, known().max()?);
        let room = HEIGHT - 2 * MARGIN;
        let height = |visits: i64| match high - low {
            0 => HEIGHT / 2,
            range => HEIGHT - MARGIN - (visits - low) * room / range,
        };
        let steps = weeks.len().max(2) - 1;
        let along = |place: usize| MARGIN + (WIDTH - 2 * MARGIN) * place as i64 / steps as i64;
        let points: Vec<Option<(i64, i64)>> =
            (weeks.iter().enumerate()).map(|(place, week)| Some((along(place), height((*week)?)))).collect();
        let (mut path, mut lone) = (String::new(), Vec::new());
        for run in points.split(Option::is_none) {
            match run {
                [Some(point)] => lone.push(*point),
                run => path += &polyline(run),
            }
        }
        let last = points.into_iter().flatten().last()?;
        Some(Self { path, lone, last })
    }
}

fn polyline(run: &[Option<(i64, i64)>]) -> String {
    let points = run.iter().flatten().enumerate();
    points.map(|(place, (x, y))| format!("{}{x} {y}", if place == 0 { 'M' } else { 'L' })).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_gap_breaks_the_line_and_a_lone_week_is_a_dot() {
        let line = Sparkline::of(&[Some(0), Some(10), None, Some(5), None]).unwrap();
        assert_eq!(line.path, "M6 32L65 6");
        assert_eq!(line.lone, [(184, 19)]);
        assert_eq!(line.last, (184, 19));
    }

    #[test]
    fn the_box_is_as_large_as_the_drawing() {
        assert_eq!(Sparkline::VIEW_BOX, format!("0 0 {WIDTH} {HEIGHT}"));
    }

    #[test]
    fn nothing_known_is_nothing_drawn() {
        assert_eq!(Sparkline::of(&[None, None]), None);
        assert_eq!(Sparkline::of(&[]), None);
    }

    #[test]
    fn an_even_line_runs_in_the_middle() {
        let line = Sparkline::of(&[Some(7), Some(7)]).unwrap();
        assert_eq!(line.path, "M6 19L244 19");
    }
}
