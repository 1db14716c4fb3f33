//! Money: what was earned, where it is, and what can be asked about it. The phone asks; only the server says *done*.

use gamma_core::device::Device;
use gamma_core::id::{CommandId, EarningId, PayoutId};

use crate::error::AppError;
use crate::records::{PayoutView, PayoutsView, all};
use crate::running::on_disk;

/// Money.
#[derive(uniffi::Object)]
pub struct Payouts {
    device: Device,
}

impl Payouts {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Payouts {
    /// Everything the money screen shows, ledger lines included.
    pub async fn show(&self) -> Result<PayoutsView, AppError> {
        let device = self.device.clone();
        on_disk(move || {
            let refused = all(device.inbox().show()?.refused);
            Ok(PayoutsView::of(device.payouts().show()?, device.profile().show()?.view, refused))
        })
        .await
    }

    /// One payout; none if this device does not have it.
    pub async fn find(&self, payout: PayoutId) -> Result<Option<PayoutView>, AppError> {
        let payouts = self.device.payouts();
        on_disk(move || Ok(payouts.find(payout)?.map(Into::into))).await
    }

    /// Cashes out these earnings, whole; all that are available if none is named. Works offline.
    pub async fn request(&self, earnings: Vec<EarningId>) -> Result<CommandId, AppError> {
        let payouts = self.device.payouts();
        on_disk(move || Ok(payouts.request(earnings)?)).await
    }

    /// Takes back what has not left this phone; false if it may have left.
    pub async fn take_back(&self, command: CommandId) -> Result<bool, AppError> {
        let payouts = self.device.payouts();
        on_disk(move || Ok(payouts.take_back(command)?)).await
    }

    /// Takes a payout back that was not sent to the rail.
    pub async fn withdraw(&self, payout: PayoutId) -> Result<CommandId, AppError> {
        let payouts = self.device.payouts();
        on_disk(move || Ok(payouts.withdraw(payout)?)).await
    }

    /// Sells a waiting claim at the price that was shown, in hundredths of a per cent.
    pub async fn take_advance(&self, earning: EarningId, advance_bp: i32) -> Result<CommandId, AppError> {
        let payouts = self.device.payouts();
        on_disk(move || Ok(payouts.take_advance(earning, advance_bp.into())?)).await
    }
}
