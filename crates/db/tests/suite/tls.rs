//! PostgreSQL on another machine: its certificate is asked for and checked before a word is said.
//!
//! A gate that ends TLS stands before the run's own server, as the network does before a server far away.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use db::{Database, Settings, StartError};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use sqlx::postgres::PgConnectOptions;
use tokio::io::{self, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::fixture::Fixture;

/// What PostgreSQL answers to one who asks for TLS: <https://www.postgresql.org/docs/15/protocol-flow.html>.
const ACCEPTED: u8 = b'S';
/// The request itself is a length and a code.
const REQUEST_BYTES: usize = 8;

/// An authority that vouches for servers.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    file: PathBuf,
}

impl Authority {
    fn new(folder: &Path, name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let file = folder.join(name);
        std::fs::write(&file, params.self_signed(&key).unwrap().pem()).unwrap();
        Self { issuer: Issuer::new(params, key), file }
    }

    /// A server that shows a certificate for the given host.
    fn vouch(&self, host: &str) -> TlsAcceptor {
        let key = KeyPair::generate().unwrap();
        let own = CertificateParams::new([host.to_owned()]).unwrap().signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder().with_no_client_auth();
        TlsAcceptor::from(Arc::new(config.with_single_cert(vec![own.der().clone()], key).unwrap()))
    }
}

/// Opens a gate before the server that the address names and says where it stands.
async fn gate(acceptor: TlsAcceptor, url: &str) -> SocketAddr {
    let server: PgConnectOptions = url.parse().unwrap();
    let socket = server.get_socket().unwrap().join(format!(".s.PGSQL.{}", server.get_port()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            // Who does not believe the certificate hangs up: that is what is tested.
            tokio::spawn(pass(acceptor.clone(), client, socket.clone()));
        }
    });
    address
}

async fn pass(acceptor: TlsAcceptor, mut client: TcpStream, socket: PathBuf) -> io::Result<()> {
    client.read_exact(&mut [0; REQUEST_BYTES]).await?;
    client.write_u8(ACCEPTED).await?;
    let mut client = acceptor.accept(client).await?;
    let mut server = UnixStream::connect(socket).await?;
    io::copy_bidirectional(&mut client, &mut server).await.map(drop)
}

#[tokio::test]
async fn a_server_far_away_is_believed_only_with_a_certificate_for_its_name() {
    let fixture = Fixture::postgres().await;
    fixture.citizen("0740", 1).await;
    fixture.db.close().await;
    let folder = tempfile::tempdir().unwrap();
    let (ours, other) = (Authority::new(folder.path(), "ours"), Authority::new(folder.path(), "other"));
    let connect = async |acceptor, trusted: &Authority| {
        let gate = gate(acceptor, &fixture.settings.url).await;
        let server: PgConnectOptions = fixture.settings.url.parse().unwrap();
        let (role, database) = (server.get_username(), server.get_database().unwrap());
        let (port, root) = (gate.port(), trusted.file.display());
        let url =
            format!("postgres://{role}@localhost:{port}/{database}?sslmode=verify-full&sslrootcert={root}");
        let patience = Duration::from_secs(10);
        Database::connect(&Settings { url, patience, ..fixture.settings.clone() }).await
    };

    let far = connect(ours.vouch("localhost"), &ours).await.unwrap();
    far.ping().await.unwrap();
    far.close().await;

    for (acceptor, why) in
        [(other.vouch("localhost"), "another authority"), (ours.vouch("db.kommune.dk"), "another name")]
    {
        let refusal = connect(acceptor, &ours).await.err();
        assert!(matches!(refusal, Some(StartError::Database(_))), "{why}: {refusal:?}");
        let line = refusal.unwrap().to_string();
        assert!(line.contains("certificate") && !line.contains('\n'), "{why}: {line}");
    }
}
