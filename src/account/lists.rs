//! The account as the form needs it: each list is asked for once a visit, and again on request.

use std::future::Future;
use std::sync::Arc;

use certdesk_order::account::paths::{self, Target};
use certdesk_order::account::{
    AccountField, Balance, Call, Container, Failure, Listed, OfferedProduct, Organization, OrganizationQuery, Rights,
    Unreadable, User, Window, read_account_fields, read_balance, read_containers, read_organizations, read_products,
    read_user,
};
use leptos::prelude::*;
use time::OffsetDateTime;
use wasm_bindgen_futures::spawn_local;

use super::client::{CallError, Client};
use crate::browser::now;
use crate::settings::Settings;

/// The most pages of organizations that are asked for: 5,000 of them.
const MOST_PAGES: usize = 5;

/// How far something is that the account is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Load<T> {
    /// It is not asked for, because config.json says so.
    #[default]
    NotAsked,
    /// It is on its way.
    Asking,
    /// It is here.
    Here(T),
    /// It did not come, for this reason; what it would have offered is typed.
    Failed(CallError),
}

impl<T> Load<T> {
    /// What is here.
    pub const fn here(&self) -> Option<&T> {
        match self {
            Self::Here(value) => Some(value),
            _ => None,
        }
    }

    /// Why it did not come.
    pub const fn failure(&self) -> Option<&CallError> {
        match self {
            Self::Failed(error) => Some(error),
            _ => None,
        }
    }
}

/// What is asked of the account, each with a call of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The user behind the key.
    User,
    /// The products.
    Products,
    /// The organizations.
    Organizations,
    /// The containers.
    Containers,
    /// The account's own fields.
    Fields,
    /// The balance.
    Balance,
    /// What an order would cost.
    Price,
    /// Who may approve EV orders of an organization.
    Approvers,
    /// Who could.
    Candidates,
}

/// How the last call for a part went.
#[derive(Clone, Debug, PartialEq)]
pub struct PartState {
    /// The call.
    pub call: &'static Call,
    /// Whether it is under way.
    pub is_asking: bool,
    /// When what is here was read.
    pub read_at: Option<OffsetDateTime>,
    /// Why the last call brought nothing; what an earlier one has brought is still here.
    pub failure: Option<CallError>,
}

/// What is asked of the account for the form, and what the key may do.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// Makes the calls.
    pub client: Client,
    /// Whether the account is asked at all.
    pub is_asked: bool,
    /// The user behind the key.
    pub user: RwSignal<Load<User>>,
    /// What the key may do, as far as the answers have shown.
    pub rights: RwSignal<Rights>,
    /// The products that are enabled.
    pub products: RwSignal<Load<Arc<Vec<OfferedProduct>>>>,
    /// The organizations, with their validations.
    pub organizations: RwSignal<Load<Arc<Vec<Organization>>>>,
    /// The containers.
    pub containers: RwSignal<Load<Arc<Vec<Container>>>>,
    /// The account's own fields.
    pub fields: RwSignal<Load<Arc<Vec<AccountField>>>>,
    /// What is left to order from.
    pub balance: RwSignal<Load<Balance>>,
    /// How the calls went.
    parts: RwSignal<Vec<(Part, PartState)>>,
}

impl Account {
    /// Nothing is asked for yet.
    #[must_use]
    pub fn new(settings: &'static Settings) -> Self {
        Self {
            client: Client::new(settings),
            is_asked: settings.account,
            user: RwSignal::new(Load::NotAsked),
            rights: RwSignal::new(Rights::default()),
            products: RwSignal::new(Load::NotAsked),
            organizations: RwSignal::new(Load::NotAsked),
            containers: RwSignal::new(Load::NotAsked),
            fields: RwSignal::new(Load::NotAsked),
            balance: RwSignal::new(Load::NotAsked),
            parts: RwSignal::new(Vec::new()),
        }
    }

    /// Asks for everything but the balance, each list on its own, so that one that is refused keeps no other back.
    pub fn load(self) {
        if !self.is_asked {
            return;
        }
        self.load_user();
        self.load_products();
        self.load_organizations();
        self.load_containers();
        self.load_fields();
    }

    /// Asks who is behind the key.
    pub fn load_user(self) {
        self.fetch(Part::User, self.user, paths::user(), async move {
            let user = self.client.read(&paths::user(), read_user).await?;
            // What calls have shown of the rights before stays.
            self.rights.set(Rights::of(&user));
            Ok(user)
        });
    }

    /// Asks for the products.
    pub fn load_products(self) {
        self.fetch(
            Part::Products,
            self.products,
            paths::products(),
            self.list(paths::products(), read_products),
        );
    }

    /// Asks for the organizations, page by page.
    pub fn load_organizations(self) {
        let first = paths::organizations(OrganizationQuery::default());
        self.fetch(Part::Organizations, self.organizations, first, async move {
            let mut all = Listed::empty();
            let mut query = OrganizationQuery::default();
            for _ in 0..MOST_PAGES {
                let page = self
                    .client
                    .read(&paths::organizations(query), read_organizations)
                    .await?;
                let next = page.next_offset();
                all.append(page);
                let Some(offset) = next else { break };
                query.window = Window { offset, ..query.window };
            }
            Ok(Arc::new(all.entries))
        });
    }

    /// Asks for the containers.
    pub fn load_containers(self) {
        self.fetch(
            Part::Containers,
            self.containers,
            paths::containers(),
            self.list(paths::containers(), read_containers),
        );
    }

    /// Asks for the account's own fields.
    pub fn load_fields(self) {
        self.fetch(
            Part::Fields,
            self.fields,
            paths::account_fields(),
            self.list(paths::account_fields(), read_account_fields),
        );
    }

    /// Asks what is left to order from, once it is known whether there are several containers: then the balance is that of
    /// one of them (DigiCert API notes, section 6.12), and the root's is asked for.
    pub fn load_balance(self) {
        let root = self.containers.with_untracked(|all| {
            let all = all.here().filter(|all| all.len() > 1)?;
            let root = all.iter().find(|container| container.parent_id.is_none());
            root.or_else(|| all.first()).map(|container| container.id)
        });
        let target = paths::balance(root);
        self.fetch(Part::Balance, self.balance, target.clone(), async move {
            self.client.read(&target, read_balance).await
        });
    }

    async fn list<T>(
        self,
        target: Target,
        reader: fn(&[u8]) -> Result<Listed<T>, Unreadable>,
    ) -> Result<Arc<Vec<T>>, CallError> {
        let listed = self.client.read(&target, reader).await?;
        Ok(Arc::new(listed.entries))
    }

    /// Asks for a list or part anew; what is here stays until the answer has come.
    pub fn reload(self, part: Part) {
        match part {
            Part::User => self.load_user(),
            Part::Products => self.load_products(),
            Part::Organizations => self.load_organizations(),
            Part::Containers => self.load_containers(),
            Part::Fields => self.load_fields(),
            Part::Balance => self.load_balance(),
            // These follow what is chosen.
            Part::Price | Part::Approvers | Part::Candidates => {}
        }
    }

    /// How the last call for a part went; `None` where there was none.
    #[must_use]
    pub fn state(self, part: Part) -> Option<PartState> {
        self.parts.with(|parts| {
            let mut own = parts.iter().filter(|(own, _)| *own == part);
            own.next().map(|(_, state)| state.clone())
        })
    }

    /// The parts that did not come by their last call, with why.
    #[must_use]
    pub fn failed(self) -> Vec<(Part, PartState)> {
        self.parts.with(|parts| {
            parts
                .iter()
                .filter(|(_, state)| state.failure.is_some())
                .cloned()
                .collect()
        })
    }

    /// Makes a call for a part; where something is here already, it stays until there is something newer.
    pub(crate) fn fetch<T: Send + Sync + 'static>(
        self,
        part: Part,
        into: RwSignal<Load<T>>,
        target: Target,
        asked: impl Future<Output = Result<T, CallError>> + 'static,
    ) {
        if self.state_untracked(part).is_some_and(|state| state.is_asking)
            && !matches!(part, Part::Price | Part::Approvers)
        {
            return;
        }
        if into.with_untracked(|before| before.here().is_none()) {
            into.set(Load::Asking);
        }
        self.note(part, target.call, |state| state.is_asking = true);
        spawn_local(async move {
            let came = asked.await;
            let failure = came.as_ref().err().cloned();
            match &failure {
                None => self.learn(target.call, None),
                Some(CallError::Failed(failure)) => self.learn(target.call, Some(failure)),
                // What never answered says nothing of the key.
                Some(CallError::Unreachable | CallError::TimedOut) => {}
            }
            self.note(part, target.call, |state| {
                state.is_asking = false;
                if failure.is_none() {
                    state.read_at = Some(now());
                }
                state.failure = failure;
            });
            // The form may be gone by now.
            match came {
                Ok(came) => drop(into.try_set(Load::Here(came))),
                Err(error) => {
                    into.try_update(|before| {
                        if before.here().is_none() {
                            *before = Load::Failed(error);
                        }
                    });
                }
            }
        });
    }

    fn learn(self, call: &'static Call, failure: Option<&Failure>) {
        self.rights.try_update(|rights| *rights = rights.after(call, failure));
    }

    fn state_untracked(self, part: Part) -> Option<PartState> {
        untrack(|| self.state(part))
    }

    fn note(self, part: Part, call: &'static Call, change: impl FnOnce(&mut PartState)) {
        self.parts.try_update(|parts| {
            if !parts.iter().any(|(own, _)| *own == part) {
                let state = PartState {
                    call,
                    is_asking: false,
                    read_at: None,
                    failure: None,
                };
                parts.push((part, state));
            }
            if let Some((_, state)) = parts.iter_mut().find(|(own, _)| *own == part) {
                change(state);
            }
        });
    }
}
