// Which provider of identities an office uses, and what docket is to it. Values; any thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>
#include <string>

namespace docket::openid {

struct ProviderSettings {
    std::string issuer;           // https://…, exactly as its tokens say it
    std::string client;           // what docket is called there
    std::string name;             // what people call the provider
    std::filesystem::path secret; // a file; none: docket is a public client there, PKCE alone proves it
    std::filesystem::path ca{};   // a file of certificates in place of the system's
};

// HTTPS, or HTTP on this very machine: what goes over the wire opens files about people.
bool is_safe(const std::string& url);

// invalid "config.provider", which says what is missing or will not do.
Result<void> check(const ProviderSettings& settings);

// The first line of the file, read for each use, so that a changed secret needs no restart; empty where none
// is set. Failure: invalid "config.provider": it cannot be read, is empty, or others can read it.
Result<std::string> read_secret(const ProviderSettings& settings);

} // namespace docket::openid
