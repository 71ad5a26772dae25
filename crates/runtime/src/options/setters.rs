//! What one call sends besides what the document declares, and where.

use std::sync::Arc;

use serde::Serialize;

use super::{CallOptions, ForeignHosts};
use crate::base_address::BaseAddress;
use crate::{Credential, FilePart, Secret};

impl CallOptions {
    /// Sends a header that the document does not declare, or replaces one that it does. The same name may be given
    /// several times.
    ///
    /// A name or value that is not valid, or a header that frames the message (`Content-Length`, `Host`,
    /// `Transfer-Encoding`, …, and the `Content-Type` of a multipart body, which has its boundary), is an error of the
    /// call.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.additions.add_header(name.into(), value.into());
        self
    }

    /// Sends a query parameter that the document does not declare, after those of the call.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.additions.add_query(name.into(), value.into());
        self
    }

    /// Sends a member that the document does not declare in the JSON object that is the body of the call. It replaces a
    /// member of the same name.
    ///
    /// It is an error of the call if its body is not a JSON object.
    ///
    /// ```
    /// # use moored_runtime::CallOptions;
    /// let options = CallOptions::new().body_member("reasoning", &serde_json::json!({ "effort": "low" }));
    /// ```
    pub fn body_member<T: Serialize + ?Sized>(mut self, name: impl Into<String>, value: &T) -> Self {
        self.body_additions.add_member(name.into(), value);
        self
    }

    /// Sends a field that the document does not declare in the form that is the body of the call: after the others of
    /// `application/x-www-form-urlencoded`, and as a part before the others of `multipart/form-data`, because some
    /// servers ignore fields after a file. A field of the same name is sent as well.
    ///
    /// It is an error of the call if its body is no form.
    pub fn form_field(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.body_additions.add_field(name.into(), value.into());
        self
    }

    /// Sends a file or other content that the document does not declare as a part of the `multipart/form-data` that is
    /// the body of the call, before the other parts.
    ///
    /// It is an error of the call if its body is not `multipart/form-data`, and if the part is a stream: options can be
    /// cloned, and a stream can be sent once only.
    pub fn form_part(mut self, name: impl Into<String>, part: impl Into<FilePart>) -> Self {
        self.body_additions.add_part(name.into(), part.into());
        self
    }

    /// Sends the call with `credential`, instead of the client's for the same security scheme. An earlier one of these
    /// options for the same scheme is replaced.
    ///
    /// Of the alternatives that the operation accepts, one with the credentials of the call is sent. If there is none,
    /// because the operation does not use the scheme, or because another credential is missing, that is an error: the
    /// call is not sent with the credentials of the client instead. An operation that needs no credential is sent
    /// without.
    ///
    /// An `OAuth2` credential and a token source keep their access token as long as these options or
    /// clones of them exist, so keep the options of a user and pass clones of them. Clones share the token. Options
    /// that are made anew for each call request a token each time. The token is that of one client: other clients
    /// request their own.
    pub fn credential(mut self, credential: impl Into<Credential>) -> Self {
        self.credentials.add(credential.into());
        self
    }

    /// Sends the call below `address` instead of the base address of the client, by the same rules as
    /// [`ClientBuilder::base_address`](crate::ClientBuilder::base_address): it is https, the paths of operations are
    /// appended to it, and it replaces the absolute server of a single operation.
    ///
    /// The credentials of the client are sent there too. The relative token address of a [credential of these
    /// options](Self::credential) is resolved against `address`.
    pub fn base_address(mut self, address: impl Into<String>) -> Self {
        self.base_address = Some(BaseAddress::parse(&address.into()).map(Arc::new));
        self
    }

    /// Follows redirects of this download to `hosts`, instead of those of
    /// [`ClientBuilder::follow_downloads_to`](crate::ClientBuilder::follow_downloads_to), which has the rules. A
    /// redirect that the document describes is followed as well, although it is a response of the operation. No host
    /// for none.
    pub fn follow_downloads_to(mut self, hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.downloads = Some(ForeignHosts::parse(hosts));
        self
    }
}
