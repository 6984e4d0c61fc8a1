//! Organisations and places.

use samvaro_core::field::{Fields, PlaceField};
use samvaro_core::id::PlaceId;
use samvaro_core::text::Name;
use server::store::StoreError;
use uuid::Uuid;

use crate::engine::Engine;
use crate::house::{ELEFANTEN, HATTEN, ORGANISATION, house, put, slug};
use crate::tablet::Tablet;

pub async fn a_slug_is_unique_in_the_installation(engine: &dyn Engine) {
    let store = house(engine).await;
    let third = PlaceId(Uuid::from_u128(0x13));
    let taken = store.add_place(ORGANISATION, third, &slug("hatten")).await;
    assert!(matches!(taken, Err(StoreError::Taken)));
    assert_eq!(store.head(third.log()).await.unwrap(), None, "nothing of it was added");
    store.add_place(ORGANISATION, third, &slug("linden")).await.unwrap();
    assert_eq!(store.place_by_slug(&slug("linden")).await.unwrap().unwrap().id, third);
    assert_eq!(store.place_by_slug(&slug("granen")).await.unwrap(), None);
    assert_eq!(store.places(ORGANISATION).await.unwrap().len(), 3);
    assert_eq!(store.organisations().await.unwrap()[0].id, ORGANISATION);
}

pub async fn the_programme_names_the_place(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(HATTEN, 1);
    let name = Name::parse("Träffpunkt Hatten").unwrap();
    let fields = vec![PlaceField::Name(name.clone()), PlaceField::Slug(slug("traffpunkt-hatten"))];
    tablet.write([put(Fields::Place(fields))]);
    tablet.sync(&*store).await;
    let place = store.place_by_slug(&slug("traffpunkt-hatten")).await.unwrap().unwrap();
    assert_eq!((place.id, place.name), (HATTEN, Some(name)));

    tablet.write([put(Fields::Place(vec![PlaceField::Slug(slug("elefanten"))]))]);
    tablet.sync(&*store).await;
    let elefanten = store.place_by_slug(&slug("elefanten")).await.unwrap().unwrap();
    assert_eq!(elefanten.id, ELEFANTEN, "an address that is taken stays where it is");
    let order: Vec<_> = store.places(ORGANISATION).await.unwrap().iter().map(|place| place.id).collect();
    assert_eq!(order, [HATTEN, ELEFANTEN], "places without a name come last");
}
