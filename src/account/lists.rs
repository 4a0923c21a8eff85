//! The account as the form needs it: each list is asked for once a visit, and again on request.

use std::future::Future;
use std::sync::Arc;

use certdesk_order::account::paths::{self, Target};
use certdesk_order::account::{
    AccountField, Balance, Container, Listed, OfferedProduct, Organization, OrganizationQuery, Rights, Unreadable,
    User, Window, read_account_fields, read_balance, read_containers, read_organizations, read_products, read_user,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::client::{CallError, Client};
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
        }
    }

    /// Asks for everything, each list on its own, so that one that is refused keeps no other back.
    pub fn load(self) {
        if !self.is_asked {
            return;
        }
        self.load_user();
        self.load_products();
        self.load_organizations();
        self.load_containers();
        self.load_fields();
        self.load_balance();
    }

    /// Asks who is behind the key.
    pub fn load_user(self) {
        self.fetch(self.user, paths::user(), async move {
            let user = self.client.read(&paths::user(), read_user).await?;
            // What calls have shown of the rights before stays.
            self.rights.set(Rights::of(&user));
            Ok(user)
        });
    }

    /// Asks for the products.
    pub fn load_products(self) {
        self.fetch(
            self.products,
            paths::products(),
            self.list(paths::products(), read_products),
        );
    }

    /// Asks for the organizations, page by page.
    pub fn load_organizations(self) {
        let first = paths::organizations(OrganizationQuery::default());
        self.fetch(self.organizations, first, async move {
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
            self.containers,
            paths::containers(),
            self.list(paths::containers(), read_containers),
        );
    }

    /// Asks for the account's own fields.
    pub fn load_fields(self) {
        self.fetch(
            self.fields,
            paths::account_fields(),
            self.list(paths::account_fields(), read_account_fields),
        );
    }

    /// Asks what is left to order from.
    pub fn load_balance(self) {
        let target = paths::balance(None);
        self.fetch(self.balance, target.clone(), async move {
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

    fn fetch<T: Send + Sync + 'static>(
        self,
        into: RwSignal<Load<T>>,
        target: Target,
        asked: impl Future<Output = Result<T, CallError>> + 'static,
    ) {
        into.set(Load::Asking);
        spawn_local(async move {
            let came = asked.await;
            let failure = match &came {
                Ok(_) => None,
                Err(CallError::Failed(failure)) => Some(failure.clone()),
                // What never answered says nothing of the key.
                Err(CallError::Unreachable | CallError::TimedOut) => {
                    into.try_set(came.map_or_else(Load::Failed, Load::Here));
                    return;
                }
            };
            self.rights
                .try_update(|rights| *rights = rights.after(target.call, failure.as_ref()));
            // The form may be gone by now.
            into.try_set(came.map_or_else(Load::Failed, Load::Here));
        });
    }
}
