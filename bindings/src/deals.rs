//! Deals: the list, one deal, and what its creator can do about it.

use gamma_core::device::Device;
use gamma_core::id::{CommandId, DealId};
use gamma_core::wire::commands::PayoutChoice;

use crate::error::AppError;
use crate::records::{DealView, PostRequest, all};
use crate::running::on_disk;

/// Deals, agreed and asked for.
#[derive(uniffi::Object)]
pub struct Deals {
    device: Device,
}

impl Deals {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Deals {
    /// What was asked first, then the agreed ones, newest first; each whole, so that a deal's screen can open from it.
    pub async fn list(&self) -> Result<Vec<DealView>, AppError> {
        let device = self.device.clone();
        on_disk(move || {
            let (earnings, notices) = (device.payouts().show()?.earnings, device.inbox().show()?.notices);
            let now = device.server_now()?;
            let shown = all::<_, DealView>(device.deals().list()?).into_iter();
            Ok(shown.map(|deal| deal.with_money(&earnings, &notices, now)).collect())
        })
        .await
    }

    /// One deal.
    pub async fn get(&self, deal: DealId) -> Result<DealView, AppError> {
        let device = self.device.clone();
        on_disk(move || {
            let (earnings, notices) = (device.payouts().show()?.earnings, device.inbox().show()?.notices);
            Ok(DealView::from(device.deals().get(deal)?).with_money(&earnings, &notices, device.server_now()?))
        })
        .await
    }

    /// Ends a deal before a draft was sent.
    pub async fn cancel(&self, deal: DealId) -> Result<CommandId, AppError> {
        let deals = self.device.deals();
        on_disk(move || Ok(deals.cancel(deal)?)).await
    }

    /// Changes Daily Pay or waiting, until the approval.
    pub async fn set_payout_choice(&self, deal: DealId, choice: PayoutChoice) -> Result<CommandId, AppError> {
        let deals = self.device.deals();
        on_disk(move || Ok(deals.set_payout_choice(deal, choice)?)).await
    }

    /// The product is here; the clock starts.
    pub async fn confirm_delivery(&self, deal: DealId) -> Result<CommandId, AppError> {
        let deals = self.device.deals();
        on_disk(move || Ok(deals.confirm_delivery(deal)?)).await
    }

    /// Sends the published video's link.
    pub async fn submit_post(&self, request: PostRequest) -> Result<CommandId, AppError> {
        let deals = self.device.deals();
        on_disk(move || Ok(deals.submit_post(&request.into())?)).await
    }
}
