#include "pipeline/openid/settings.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;
using openid::is_safe;

struct SettingsOfAProvider : ::testing::Test {
    TemporaryFolder folder;
    openid::ProviderSettings settings{"https://sso.example", "docket", "虚构平台", {}, {}};
    std::string checked() const {
        const auto done = openid::check(settings);
        return done ? "done" : done.error().code;
    }
    void secret(const std::string& text, fs::perms rights) {
        settings.secret = folder.path() / "secret";
        std::ofstream(settings.secret) << text;
        fs::permissions(settings.secret, rights);
    }
};

TEST_F(SettingsOfAProvider, Lead_over_tls_or_to_this_machine) {
    for (const auto* safe : {"https://sso.example", "http://127.0.0.1:9000", "http://localhost/x"})
        EXPECT_TRUE(is_safe(safe)) << safe;
    for (const auto* unsafe : {"", "https://", "http://sso.example", "http://127.0.0.1.example",
                               "http://localhost@evil.example", "ftp://sso.example"})
        EXPECT_FALSE(is_safe(unsafe)) << unsafe;
}

TEST_F(SettingsOfAProvider, Are_whole_or_say_what_is_missing) {
    EXPECT_EQ(checked(), "done") << "a public client has no secret";
    settings.client.clear();
    EXPECT_EQ(checked(), "config.provider");
    settings.client = "docket";
    settings.issuer = "http://sso.example";
    EXPECT_EQ(checked(), "config.provider");
}

TEST_F(SettingsOfAProvider, Keep_the_secret_in_a_file_of_ones_own) {
    const auto own = fs::perms::owner_read | fs::perms::owner_write;
    secret("a secret \r\nmore\n", own);
    EXPECT_EQ(openid::read_secret(settings).value(), "a secret");
    secret("a secret\n", own | fs::perms::group_read);
    EXPECT_EQ(checked(), "config.provider");
    secret("\n", own);
    EXPECT_EQ(checked(), "config.provider");
    settings.secret = folder.path() / "missing";
    EXPECT_EQ(checked(), "config.provider");
}

} // namespace
} // namespace docket::testing
