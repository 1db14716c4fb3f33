//! Money: what was earned, where it is, and what was asked about it. Figures are the server's, shown as they came.

use std::sync::Arc;

use crate::device::engine::Engine;
use crate::device::error::DeviceError;
use crate::device::store::AskedChange;
use crate::id::{CommandId, EarningId, PayoutId};
use crate::wire::Topic;
use crate::wire::commands::{RequestPayout, TakeAdvance, WithdrawPayout};
use crate::wire::views::{EarningView, PayoutView};

/// Money.
#[derive(Clone)]
pub struct Payouts(pub(crate) Arc<Engine>);

/// The money screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutsShown {
    /// Newest first.
    pub payouts: Vec<PayoutView>,
    /// Newest first.
    pub earnings: Vec<EarningView>,
    /// What was asked and has no answer. A payout asked for here has its command's id.
    pub asked: Vec<AskedChange>,
}

impl Payouts {
    /// Everything about money.
    pub fn show(&self) -> Result<PayoutsShown, DeviceError> {
        let store = &self.0.get_opened()?.store;
        let mut asked = store.list_asked_changes(Topic::Payout)?;
        asked.extend(store.list_asked_changes(Topic::Earning)?);
        Ok(PayoutsShown { payouts: store.list(Topic::Payout)?, earnings: store.list(Topic::Earning)?, asked })
    }

    /// One payout, with its ledger lines.
    pub fn find(&self, payout: PayoutId) -> Result<Option<PayoutView>, DeviceError> {
        Ok(self.0.get_opened()?.store.find(Topic::Payout, crate::id::Id::uuid(payout))?)
    }

    /// Cashes out these earnings, whole; all that are available if none is named.
    pub fn request(&self, earnings: Vec<EarningId>) -> Result<CommandId, DeviceError> {
        self.0.ask(&RequestPayout { earnings })
    }

    /// Takes back what has not left this phone; false if it may have left.
    pub fn take_back(&self, command: CommandId) -> Result<bool, DeviceError> {
        Ok(self.0.get_opened()?.store.delete_unsent(command)?)
    }

    /// Takes a payout back that was not sent to the rail.
    pub fn withdraw(&self, payout: PayoutId) -> Result<CommandId, DeviceError> {
        self.0.ask(&WithdrawPayout { payout })
    }

    /// Sells a waiting claim at the price that was shown.
    pub fn take_advance(&self, earning: EarningId, advance_bp: i64) -> Result<CommandId, DeviceError> {
        self.0.ask(&TakeAdvance { earning, advance_bp })
    }
}
