//! What callers of a client test their code with: a fake provider, and responses and errors without one.

mod expectations;
mod outcomes;
mod stubs;
#[cfg(feature = "oauth2")]
mod tokens;
mod verification;

/// The calls of a small provider, as generated code declares them.
mod operations {
    #![expect(unreachable_pub, reason = "the types of a call are public, like those of a generated client")]

    use moored_runtime::{Bytes, Items, NoErrorBody, Operation, PageSource, PageTarget, Pagination};
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub struct User {
        pub id: i64,
        pub name: String,
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub struct Problem {
        pub message: String,
    }

    #[derive(Clone, Debug, PartialEq, Serialize)]
    #[serde(untagged)]
    pub enum GetUserError {
        Forbidden(Problem),
        NotFound,
        /// Any other 4xx, as text.
        Status4XX(String),
    }

    moored_runtime::call! {
        /// Gets a user.
        #[derive(Clone, Debug)]
        pub struct GetUserCall(id: i64) {
            /// The fields to return.
            fields: Vec<String>,
        }

        operation: Operation::new("get-user", "GET", "/users/{id}")
            .accept("application/vnd.users+json")
            .security(&[&["token"]]);
        request: |request| request.path("id", &id).query("fields", &fields);
        response: |response| -> User, GetUserError {
            200 => response.json(),
            403 => Err(response.error_json(GetUserError::Forbidden)),
            404 => Err(response.error_with(GetUserError::NotFound)),
            400..=499 => Err(response.error_text(GetUserError::Status4XX)),
            _ => Err(response.undocumented_status()),
        }
    }

    #[derive(Clone, Debug, PartialEq, Serialize)]
    #[serde(untagged)]
    pub enum AddUserSuccess {
        Created(User),
        Accepted,
    }

    moored_runtime::call! {
        /// Adds a user.
        #[derive(Clone, Debug)]
        pub struct AddUserCall(body: User) {}

        operation: Operation::new("add-user", "POST", "/users").accept("application/json");
        request: |request| request.json(&body);
        response: |response| -> AddUserSuccess, NoErrorBody {
            201 => response.json::<User, _>().map(|response| response.map(AddUserSuccess::Created)),
            202 => response.empty().map(|response| response.map(|()| AddUserSuccess::Accepted)),
            _ => Err(response.undocumented_status()),
        }
    }

    #[derive(Clone, Debug, PartialEq, Serialize)]
    #[serde(untagged)]
    pub enum GetPhotoSuccess {
        Ok(#[serde(serialize_with = "moored_runtime::testing::serialize_bytes")] Bytes),
        NoContent,
    }

    moored_runtime::call! {
        /// Gets a photo.
        #[derive(Clone, Debug)]
        pub struct GetPhotoCall(id: i64) {}

        operation: Operation::new("get-photo", "GET", "/users/{id}/photo").accept("image/png");
        request: |request| request.path("id", &id);
        response: |response| -> GetPhotoSuccess, NoErrorBody {
            200 => response.bytes().map(|response| response.map(GetPhotoSuccess::Ok)),
            204 => response.empty().map(|response| response.map(|()| GetPhotoSuccess::NoContent)),
            _ => Err(response.undocumented_status()),
        }
    }

    moored_runtime::call! {
        /// Lists the users that are added.
        #[derive(Clone, Debug)]
        pub struct WatchCall() {}

        operation: Operation::new("watch", "GET", "/watch").accept("application/x-ndjson");
        request: |request| request;
        response: |response| -> String, NoErrorBody {
            200 => response.text(),
            _ => Err(response.undocumented_status()),
        }
        items: items, items_with -> User, Items::json_lines,
            [moored_runtime::Expected::media_types(200, 200, &["application/x-ndjson"])];
    }

    #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
    pub struct Users {
        pub data: Vec<User>,
        pub next: Option<String>,
    }

    moored_runtime::call! {
        /// Lists the users.
        #[derive(Clone, Debug)]
        pub struct ListUsersCall() {
            /// Where the page begins.
            after: String,
        }

        operation: Operation::new("list-users", "GET", "/users").accept("application/json");
        request: |request| request.query("after", &after);
        response: |response| -> Users, NoErrorBody {
            200 => response.json(),
            _ => Err(response.undocumented_status()),
        }
        pages: pages, pages_with, page_items, page_items_with -> User, |body| body.data,
            Pagination::cursor(PageTarget::Query("after"), PageSource::Body("/next"));
    }

    moored_runtime::call! {
        /// Gets a balance, which is never negative.
        #[derive(Clone, Debug)]
        pub struct GetBalanceCall() {}

        operation: Operation::new("get-balance", "GET", "/balance").accept("application/json");
        request: |request| request;
        response: |response| -> i64, NoErrorBody {
            200 => response.json::<i64, _>().map(|response| response.map(i64::abs)),
            _ => Err(response.undocumented_status()),
        }
    }
}

fn user(id: i64) -> operations::User {
    operations::User { id, name: "Ada".to_owned() }
}
