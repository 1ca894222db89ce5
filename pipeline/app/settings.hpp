// What an office sets beside its data: docket.properties in the data folder, one `key = value` a line. One
// table names every key; it checks the file and writes what `docket config explain` prints. Values; any
// thread.
#pragma once

#include "pipeline/base/result.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace docket::app {

struct Settings {
    std::string store{};         // empty: docket.db in the data folder
    std::string blobs{};         // a folder or s3://…; empty: blobs in the data folder
    std::string issued{};        // a folder; empty: issued in the data folder
    std::string second_factor{}; // roles, by comma, that must sign in with one
    // The provider of identities (openid/settings.hpp); empty: there is none.
    std::string provider{}, provider_client{}, provider_secret{}, provider_name{}, provider_ca{};
    // Of `docket serve`, whose options go before them.
    std::string listen{};           // empty: 127.0.0.1:8765
    std::string behind_tls_proxy{}; // "yes", or "no" or empty
    std::string names{}; // of the host as browsers call it, with commas; empty: 127.0.0.1,localhost
    // Where Prometheus asks; empty: nowhere.
    std::string metrics{};       // "127.0.0.1:9765"
    std::string metrics_token{}; // a file; wanted where others reach the address

    friend bool operator==(const Settings&, const Settings&) = default;
};

struct SettingKey {
    std::string_view name;
    std::string Settings::*value;
    std::string_view otherwise; // what holds where the file does not say, in words
    std::string_view help;
    bool secret = false; // never leaves the data folder, with a backup for instance
    bool yes_or_no = false;
};
std::span<const SettingKey> setting_keys();

inline constexpr std::string_view usual_listen = "127.0.0.1:8765", usual_names = "127.0.0.1,localhost";

// Where there is no file, all is as by default. Failure: invalid "config.malformed", which names every line
// that is no setting or says what it cannot.
Result<Settings> read_settings(const std::filesystem::path& file);
// Only what differs from the default is written; the file is replaced whole. Failures: those of
// files::write_whole().
Result<void> write_settings(const std::filesystem::path& file, const Settings& settings);

enum class Secrets { told, left_out };
std::string text_of(const Settings& settings, Secrets secrets);

} // namespace docket::app
