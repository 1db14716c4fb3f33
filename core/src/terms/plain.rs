//! The five plain lines that open at the first YES on a term sheet. Values only: each shell has the words.

use super::{Bonus, Platform, Product, TermSheet};
use crate::money::Money;

/// One plain line, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlainLine {
    /// What you make, and by when.
    Make {
        /// How many videos.
        videos: u8,
        /// How long each is.
        seconds: u16,
        /// Where.
        platform: Platform,
        /// Days until the first draft, from YES or from the product's delivery.
        draft_days: u16,
        /// A product that comes first.
        product: Option<Product>,
    },
    /// What you earn.
    Earn {
        /// For certain, at approval.
        fixed_fee: Money,
        /// On top.
        bonus: Option<Bonus>,
    },
    /// How the brand looks at it, and what silence means.
    Check {
        /// How often it may ask for a change.
        fix_rounds: u8,
        /// A silent brand has cleared a draft after so many hours.
        clear_hours: u16,
        /// Hours for a change.
        fix_hours: u16,
        /// Hours until the post.
        post_hours: u16,
    },
    /// What the post must say.
    Label {
        /// The sponsor beside the ad label.
        sponsor: String,
    },
    /// What the brand may do with the video.
    Use {
        /// For so many days after the post.
        days: u16,
        /// Also as paid advertising.
        is_paid_ads_allowed: bool,
    },
}

impl TermSheet {
    /// The five lines, in the order in which they are shown.
    pub fn five_plain_lines(&self) -> [PlainLine; 5] {
        [
            PlainLine::Make {
                videos: self.deliverable.videos,
                seconds: self.deliverable.seconds,
                platform: self.deliverable.platform,
                draft_days: self.deadlines.draft_days,
                product: self.product.clone(),
            },
            PlainLine::Earn { fixed_fee: self.fixed_fee, bonus: self.bonus.clone() },
            PlainLine::Check {
                fix_rounds: self.fix_rounds,
                clear_hours: self.deadlines.clear_hours,
                fix_hours: self.deadlines.fix_hours,
                post_hours: self.deadlines.post_hours,
            },
            PlainLine::Label { sponsor: self.sponsor.clone() },
            PlainLine::Use { days: self.usage.days, is_paid_ads_allowed: self.usage.is_paid_ads_allowed },
        ]
    }
}
