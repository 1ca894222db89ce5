// A store with the S3 interface of a test's own: OpenStack Swift from Debian's packages, on loopback, with
// its objects in memory (s3_server.py). Requests to it are signed or refused, and uploads are compared with
// the digest they were signed with. What it does not do: If-None-Match on uploads (it says so with 501). It
// ends with its owner, and with the test program if that is killed. Any thread.
#pragma once

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace docket::testing {

class S3Server {
  public:
    enum class Speech { open, tls };
    explicit S3Server(Speech speech = Speech::open);

    std::uint16_t port() const { return port_; }
    static constexpr const char* region = "cn-test-1";
    static constexpr const char* secret = "not-for-any-log/+=";
    std::filesystem::path credentials() const { return folder_.path() / "credentials"; }
    std::filesystem::path certificate() const { return folder_.path() / "certificate.pem"; }
    // What docket.properties says of a bucket and prefix ("letters/office"); by another port: of a wire.
    std::string address(const std::string& place, std::uint16_t port = 0) const;
    std::string new_bucket();

    // By its back door: as an administrator, or a failing disk. An object is "BUCKET/KEY".
    void put(const std::string& object, std::string_view bytes) const;
    std::string get(const std::string& object) const; // empty where there is none
    void flip_a_bit(const std::string& object) const;
    int uploads() const; // asked for by S3 since it started

    // The one of this test program, started when first asked for.
    static S3Server& shared();

  private:
    std::string ask(const std::string& method, const std::string& path, std::string_view body = "") const;
    const Speech speech_;
    TemporaryFolder folder_{TemporaryFolder::in_memory()};
    std::unique_ptr<Program> server_;
    std::uint16_t port_ = 0, back_ = 0;
    std::mutex mutex_;
    int buckets_ = 0;
};

// A file of keys as an administrator would leave it.
void write_credentials(const std::filesystem::path& file, std::string_view key, std::string_view secret);

} // namespace docket::testing
