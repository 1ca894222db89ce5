// Where a store with the S3 interface is, as one line of docket.properties:
//
//   s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=REGION&credentials=FILE
//
// with, where wanted, &ca=FILE (whom to trust instead of the system's authorities), &style=host (the bucket
// stands before the host's name, as some stores ask for) and &cache_mb=N. A value may hold %XX. The keys
// stand in the file, never in the address. Values; any thread.
#pragma once

#include "pipeline/base/digest.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace docket::s3 {

struct Address {
    std::string bucket, prefix; // the prefix without a slash at its ends; may be empty
    std::string scheme, host;   // "https", "store.example:9000"
    std::string region;
    std::filesystem::path credentials, ca; // absolute; no ca: empty
    bool bucket_before_host = false;
    std::uint64_t cache = 2ULL << 30U; // bytes

    std::string url_of(const Digest& digest) const;
    std::string url_of_bucket() const;
    std::string text_of(const Digest& digest) const; // "s3://bucket/…", for people
};

// Whether a setting names such a store at all.
bool is_address(std::string_view setting);
// Failure: invalid "blob.address", whose sentence repeats nothing of the address: a key may stand in it.
Result<Address> parse_address(std::string_view text);

// What signs the requests. Never printed.
struct Credentials {
    std::string key, secret;
};
// From a file of lines `aws_access_key_id = …` and `aws_secret_access_key = …`; lines that begin with # or [
// are skipped. Only its owner may read it. Failure: invalid "blob.credentials".
Result<Credentials> read_credentials(const std::filesystem::path& file);

} // namespace docket::s3
