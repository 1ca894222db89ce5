#include "tests/support/s3_server.hpp"

#include "tests/support/raw_client.hpp"

#include <fstream>
#include <stdexcept>
#include <thread>

namespace docket::testing {

namespace {
using namespace std::chrono_literals;
constexpr auto patience = 60s;
constexpr const char* name = "office:mailroom";

void make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key) {
    const auto made = run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                           "/CN=docket test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
                           "-out", certificate});
    if (made.exit != 0) throw std::runtime_error("no certificate: " + made.err);
}
} // namespace

void write_credentials(const std::filesystem::path& file, std::string_view key, std::string_view secret) {
    std::ofstream(file) << "[default]\naws_access_key_id = " << key << "\naws_secret_access_key = " << secret
                        << '\n';
    std::filesystem::permissions(file,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

S3Server::S3Server(Speech speech) : speech_(speech) {
    const auto& folder = folder_.path();
    write_credentials(credentials(), name, secret);
    std::vector<std::string> words{"setpriv",
                                   "--pdeathsig",
                                   "KILL",
                                   "/usr/bin/python3",
                                   std::string(DOCKET_SOURCE_DIR) + "/tests/support/s3_server.py",
                                   folder.string(),
                                   name,
                                   secret};
    if (speech == Speech::tls) {
        make_certificate(certificate(), folder / "certificate.key");
        words.insert(words.end(), {certificate().string(), (folder / "certificate.key").string()});
    }
    server_ = std::make_unique<Program>(std::move(words));
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!(std::ifstream(folder / "ports") >> port_ >> back_)) {
        if (!server_->runs()) throw std::runtime_error("the store did not start: " + server_->wait().err);
        if (std::chrono::steady_clock::now() > until) throw std::runtime_error("the store does not answer");
        std::this_thread::sleep_for(20ms);
    }
}

std::string S3Server::address(const std::string& place, std::uint16_t port) const {
    return "s3://" + place + "?endpoint=" + (speech_ == Speech::tls ? "https" : "http") +
           "://127.0.0.1:" + std::to_string(port == 0 ? port_ : port) + "&region=" + region +
           "&credentials=" + credentials().string();
}

std::string S3Server::new_bucket() {
    std::string bucket;
    {
        const std::scoped_lock lock(mutex_);
        bucket = "letters" + std::to_string(++buckets_);
    }
    ask("PUT", bucket);
    return bucket;
}

void S3Server::put(const std::string& object, std::string_view bytes) const { ask("PUT", object, bytes); }
std::string S3Server::get(const std::string& object) const { return ask("GET", object); }
void S3Server::flip_a_bit(const std::string& object) const { ask("POST", object); }
int S3Server::uploads() const { return std::stoi(ask("GET", "")); }

std::string S3Server::ask(const std::string& method, const std::string& path, std::string_view body) const {
    const auto answer =
        talk(back_, method + " /" + path + " HTTP/1.0\r\nContent-Length: " + std::to_string(body.size()) +
                        "\r\n\r\n" + std::string(body));
    const auto head = answer.find("\r\n\r\n");
    if (head == std::string::npos) throw std::runtime_error("the store's back door is shut: " + answer);
    if (status_of(answer) == 404) return {};
    if (status_of(answer) >= 300) throw std::runtime_error("the store's back door refused: " + answer);
    return answer.substr(head + 4);
}

S3Server& S3Server::shared() {
    static S3Server server;
    return server;
}

} // namespace docket::testing
