//! Is it alive, and is it ready? Alive is answering at all. Ready is: the database answers with every migration done,
//! no job waits far past its time, and the day's year has its tax indices.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gamma_core::tax::Table;

use crate::app::App;
use crate::args;
use crate::db::DbError;

/// A job that should have run so long ago is stuck.
const STUCK_MINUTES: i64 = 15;

/// `GET /healthz`: the process answers.
pub async fn is_alive() -> &'static str {
    "ok"
}

/// `GET /readyz`: each condition by name; 503 if one does not hold.
pub async fn is_ready(State(app): State<App>) -> Response {
    let (is_migrated, has_stuck_jobs) = look(&app).await.unwrap_or((false, true));
    let today = app.clock.now().day();
    let has_indices = Table::get().index(today.parts().0).is_some();
    // Neither stops the server: a person must act before a day comes.
    let overdue = crate::tax::remit::overdue(&app).await.map(|batches| batches.len()).ok();
    let is_ready = is_migrated && !has_stuck_jobs && has_indices;
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = serde_json::json!({
        "is_ready": is_ready,
        "database": is_migrated,
        "jobs": !has_stuck_jobs,
        "tax_year": has_indices,
        "tax_year_missing": Table::get().year_missing(today),
        "tax_overdue": overdue,
    });
    (status, Json(body)).into_response()
}

async fn look(app: &App) -> Result<(bool, bool), DbError> {
    let is_migrated = app.db.is_migrated().await?;
    let sql = "select 1 from job where (state = 'waiting' and run_at < $1) \
               or (state = 'running' and leased_until < $1) limit 1";
    let since = app.clock.now().plus_minutes(STUCK_MINUTES.saturating_neg());
    let stuck = app.db.find(sql, args![since]).await?;
    Ok((is_migrated, stuck.is_some()))
}
