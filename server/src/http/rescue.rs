//! `POST /api/v1/rescue`: the file that a tablet saved, brought by a coordinator.
//!
//! Nothing of what the file holds is ever logged.

use axum::Json;
use axum::extract::{Request, State};
use samvaro_core::rescue::{FILE_MAX_BYTES, NotRescue, RescueFile, RescueReport};

use super::App;
use super::body::{expect_type, read_decoded};
use super::caller::SignedIn;
use super::help::helper;
use super::problem::ApiError;
use crate::rescue::{self, RescueError};

/// `POST …/look`: what taking the file in would do.
pub async fn look(
    State(app): State<App>,
    signed_in: SignedIn,
    request: Request,
) -> Result<Json<RescueReport>, ApiError> {
    let file = read(request).await?;
    Ok(Json(rescue::look(app.store().as_ref(), helper(&signed_in), file).await?))
}

/// Takes the file in. Can be repeated: every change counts once.
pub async fn take_in(
    State(app): State<App>,
    signed_in: SignedIn,
    request: Request,
) -> Result<Json<RescueReport>, ApiError> {
    let file = read(request).await?;
    let report = rescue::take_in(app.store().as_ref(), helper(&signed_in), file).await?;
    let taken: u64 = report.places.iter().map(|place| place.taken).sum();
    tracing::info!(account = %signed_in.account.id.0, taken, "a saved file was taken in");
    Ok(Json(report))
}

async fn read(request: Request) -> Result<RescueFile, ApiError> {
    expect_type(request.headers(), "application/json")?;
    let body = read_decoded(request, FILE_MAX_BYTES).await?;
    RescueFile::read(&body).map_err(|error| ApiError::Unreadable(sentence(error)))
}

/// What a person is told about a file that cannot be used.
pub fn sentence(error: NotRescue) -> &'static str {
    match error {
        NotRescue::Torn => "Filen är inte hel. Spara den en gång till på plattan, om det går.",
        NotRescue::Foreign => "Det här är ingen fil som en platta har sparat.",
        NotRescue::TooLarge => "Filen är för stor för att komma från en platta.",
        NotRescue::Contradictory => "Filen säger emot sig själv, så ingenting lades in.",
    }
}

impl From<RescueError> for ApiError {
    fn from(error: RescueError) -> Self {
        match error {
            RescueError::Elsewhere => Self::Unreadable("Filen hör till en annan organisations platser."),
            RescueError::NoTablet => {
                Self::Unreadable("Filen innehåller sådant som ingen platta har skrivit.")
            }
            RescueError::Store(error) => error.into(),
        }
    }
}
