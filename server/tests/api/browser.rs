//! What a browser does with the server: asks, and carries its cookies.

use std::collections::BTreeMap;
use std::io::Read;
use std::time::Duration;

use samvaro_core::api::{PairRequest, Pairing, Problem, Session};
use samvaro_core::protocol::{MEDIA_TYPE, SyncReply, SyncRequest};
use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http::Request;
use ureq::{Agent, Body};

use super::server::Server;

pub const PASSWORD: &str = "fyra blå koppar te";

#[derive(Clone)]
pub struct Browser {
    agent: Agent,
    url: String,
    cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: u16,
    headers: BTreeMap<String, Vec<String>>,
    pub bytes: Vec<u8>,
}

impl Answer {
    fn of(response: ureq::http::Response<Body>) -> std::io::Result<Self> {
        let mut headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in response.headers() {
            headers.entry(name.to_string()).or_default().push(value.to_str().unwrap().to_owned());
        }
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        response.into_body().into_reader().read_to_end(&mut bytes)?;
        Ok(Self { status, headers, bytes })
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |values| &values[0])
    }

    pub fn cookies(&self) -> &[String] {
        self.headers.get("set-cookie").map_or(&[], Vec::as_slice)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The kind of problem; fails the test when it is none.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text());
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status);
        problem.kind
    }
}

impl Browser {
    pub fn new(url: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)));
        Self { agent: config.build().into(), url: url.to_owned(), cookies: BTreeMap::new() }
    }

    /// With a cookie that it was given some other way.
    pub fn carrying(mut self, name: &str, value: &str) -> Self {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The same browser after the server moved to another port.
    pub fn moved_to(mut self, server: &Server) -> Self {
        self.url = server.url().to_owned();
        self
    }

    pub fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        self.try_ask(method, path, headers, body).unwrap()
    }

    /// The same, of a server that may be gone.
    fn try_ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        if !self.cookies.is_empty() {
            request = request.header("cookie", self.cookie_line());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = Answer::of(self.agent.run(request.body(body).unwrap())?)?;
        for cookie in answer.cookies() {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            match value {
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        Ok(answer)
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[], Vec::new())
    }

    pub fn post(&mut self, path: &str, body: &impl Serialize) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        self.ask("POST", path, &[("content-type", "application/json")], body)
    }

    pub fn sync(&mut self, request: &SyncRequest) -> Answer {
        let body = serde_json::to_vec(request).unwrap();
        self.ask("POST", "/api/v1/sync", &[("content-type", MEDIA_TYPE)], body)
    }

    /// The same, of a server that may be gone.
    pub fn try_sync(&mut self, request: &SyncRequest) -> Option<Answer> {
        let body = serde_json::to_vec(request).unwrap();
        self.try_ask("POST", "/api/v1/sync", &[("content-type", MEDIA_TYPE)], body).ok()
    }

    pub fn synced(&mut self, request: &SyncRequest) -> SyncReply {
        let answer = self.sync(request);
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.header("content-type"), MEDIA_TYPE);
        answer.json()
    }

    /// Pairs with a place.
    pub fn paired(mut self, server: &Server, place: &str) -> (Self, Pairing) {
        let code = server.first_line(&["pair", "--place", place]);
        let answer = self.post("/api/v1/pair", &PairRequest { code });
        assert_eq!(answer.status, 200, "{}", answer.text());
        let pairing = answer.json();
        (self, pairing)
    }

    /// Opens a coordinator's one-time link.
    pub fn let_in(mut self, server: &Server) -> Self {
        let link = server.first_line(&["account", "add", "greta@kommunen.example"]);
        let token = link.split_once("#lank=").unwrap().1.to_owned();
        let answer = self.post("/api/v1/session/link", &serde_json::json!({"token": token}));
        assert_eq!(answer.status, 200, "{}", answer.text());
        self
    }

    /// Opens the link and chooses a password.
    pub fn signed_in(self, server: &Server) -> Self {
        let mut browser = self.let_in(server);
        let answer = browser.post("/api/v1/session/password", &serde_json::json!({"password": PASSWORD}));
        assert!(!answer.json::<Session>().needs_password);
        browser
    }

    pub fn cookie_line(&self) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        cookies.join("; ")
    }

    pub fn cookie_names(&self) -> Vec<&str> {
        self.cookies.keys().map(String::as_str).collect()
    }

    /// Changes a cookie behind the server's back.
    pub fn tamper(&mut self, name: &str, change: impl Fn(&str) -> String) {
        let value = self.cookies.get_mut(name).unwrap();
        *value = change(value);
    }
}
