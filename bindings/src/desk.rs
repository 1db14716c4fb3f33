//! The brand's desk: campaigns, what waits for a look, and the brand's answers. The same outbox, the same rules.

use std::sync::Arc;

use gamma_core::device::Device;
use gamma_core::id::{BrandId, CampaignId, CommandId, DealId, DraftId, PostId};
use gamma_core::terms::{Template, templates};
use gamma_core::wire::commands::CampaignStep;

use crate::error::AppError;
use crate::records::{
    BrandRequest, CampaignRequest, DeskView, FixRequest, InviteRequest, OfferView, PlanCostView, ReturnPostRequest,
    ReviewView, ShipRequest, TemplateView, all, whole,
};
use crate::running::{Cancel, on_disk, on_network};

/// The brand's desk.
#[derive(uniffi::Object)]
pub struct Desk {
    device: Device,
}

impl Desk {
    pub(crate) const fn new(device: Device) -> Self {
        Self { device }
    }
}

#[uniffi::export]
impl Desk {
    /// Everything on the desk, as this device has it.
    pub async fn show(&self) -> Result<DeskView, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.show()?.into())).await
    }

    /// What waits for the brand's decision, least time left first, with addresses of the videos. Needs the network.
    #[uniffi::method(default(cancel = None))]
    pub async fn reviews(&self, brand: BrandId, cancel: Option<Arc<Cancel>>) -> Result<Vec<ReviewView>, AppError> {
        let desk = self.device.brand();
        on_network(cancel, async move { Ok(all(desk.fetch_reviews(brand).await?.reviews)) }).await
    }

    /// Makes the person the owner of a brand. A number that can't be is told here and never sent.
    pub async fn register(&self, request: BrandRequest) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.register(&request.try_into()?)?)).await
    }

    /// Lets somebody else act for the brand: whoever signs in with this number. A number that can't be is told here.
    pub async fn invite(&self, request: InviteRequest) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.invite(&request.try_into()?)?)).await
    }

    /// What a plan costs at most, from the server's rates. Nobody is asked.
    pub async fn cost(&self, request: CampaignRequest) -> Result<PlanCostView, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.cost(&request.try_into()?)?.into())).await
    }

    /// Term sheets to start from, with the brief in a language and the sponsor named.
    pub fn templates(&self, language: String, sponsor: String) -> Vec<TemplateView> {
        let view = |template: &Template| TemplateView {
            key: template.key.clone(),
            name: template.name(&language).to_owned(),
            terms: template.sheet(&language, &sponsor).into(),
            slots: whole(template.slots),
        };
        templates().iter().map(view).collect()
    }

    /// The card as creators will see it; the first thing wrong is named by its field. Nobody is asked.
    pub async fn preview(&self, request: CampaignRequest) -> Result<OfferView, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.preview(&request.try_into()?)?.into())).await
    }

    /// A campaign in state *draft*; its picture, if it has one, goes up first.
    pub async fn create_campaign(&self, request: CampaignRequest) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.create_campaign(&request.try_into()?)?)).await
    }

    /// Opens, pauses, continues or closes a campaign.
    pub async fn set_campaign_state(&self, campaign: CampaignId, step: CampaignStep) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.set_campaign_state(campaign, step)?)).await
    }

    /// The yes to a draft.
    pub async fn clear(&self, deal: DealId, draft: DraftId) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.clear(deal, draft)?)).await
    }

    /// Asks for changes of a draft.
    pub async fn fix(&self, request: FixRequest) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        let FixRequest { deal, draft, fixes } = request;
        on_disk(move || Ok(brand.fix(deal, draft, fixes.into_iter().map(Into::into).collect())?)).await
    }

    /// Refuses after the last fix; a person decides. The reason: 1..=500 characters.
    pub async fn refuse(&self, deal: DealId, draft: DraftId, reason: String) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.refuse(deal, draft, &reason)?)).await
    }

    /// The tap that approves the post: it earns the fee.
    pub async fn pass(&self, deal: DealId, post: PostId) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.pass(deal, post)?)).await
    }

    /// The post is not as agreed; the creator mends it.
    pub async fn return_post(&self, request: ReturnPostRequest) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        let ReturnPostRequest { deal, post, problem, note } = request;
        on_disk(move || Ok(brand.return_post(deal, post, problem, &note)?)).await
    }

    /// The product is on its way.
    pub async fn ship(&self, request: ShipRequest) -> Result<CommandId, AppError> {
        let brand = self.device.brand();
        on_disk(move || Ok(brand.ship(&request.into())?)).await
    }
}
