//! The bank file: the default rail, which needs no contract. Payouts wait as *requested* until a person seals a batch;
//! what became of them comes back as files. So nothing is ever called here.

use async_trait::async_trait;
use gamma_core::id::AttemptId;
use gamma_core::payout::RailClass;
use gamma_core::time::Day;

use super::{Answer, BookedLine, Order, Rail};

/// Its name in rows and entries.
pub const NAME: &str = "bank_file";
/// Batches before this hour go out the same bank day.
const CUTOFF_HOUR: u8 = 15;

/// Batches that a person carries to the bank.
#[derive(Debug, Clone, Copy)]
pub struct BankFile;

#[async_trait]
impl Rail for BankFile {
    fn name(&self) -> &'static str {
        NAME
    }

    fn class(&self) -> RailClass {
        RailClass::BankFile { days: 1, cutoff_hour: CUTOFF_HOUR }
    }

    fn is_batched(&self) -> bool {
        true
    }

    fn not_found_window_s(&self) -> i64 {
        i64::MAX
    }

    async fn send(&self, _order: &Order) -> Answer {
        Answer::Unclear("a bank file is sealed, not called".to_owned())
    }

    async fn ask(&self, _attempt: AttemptId) -> Answer {
        Answer::Unclear("a bank answers with files".to_owned())
    }

    async fn statement(&self, _day: Day) -> Result<Vec<BookedLine>, String> {
        Ok(Vec::new())
    }
}
