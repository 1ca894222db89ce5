// The Debian package on a machine of its own: built from this build, installed, made to serve and read,
// upgraded over, removed and purged. A machine that cannot give the test a root of its own leaves it out and
// says why.
#include "tests/support/demo_house.hpp"
#include "tests/support/fresh_root.hpp"
#include "tests/support/raw_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <thread>

namespace docket::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

void must(const Ended& ended, const std::string& what) {
    ASSERT_EQ(ended.exit, 0) << what << ": " << ended.out << ended.err;
}

// The one .deb of a folder.
fs::path package_in(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".deb") return entry.path();
    return {};
}

// The one that DOCKET_PACKAGE names (./run soak package), else one of this build.
fs::path built(const fs::path& folder) {
    if (const char* given = std::getenv("DOCKET_PACKAGE")) return given;
    const auto made = run({"cpack", "--config", std::string(DOCKET_BUILD_DIR) + "/CPackConfig.cmake", "-G",
                           "DEB", "-B", folder.string(), "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=zstd"},
                          {"ZSTD_CLEVEL=1"});
    EXPECT_EQ(made.exit, 0) << made.out << made.err;
    return package_in(folder);
}

// The same package under a later version.
fs::path later(const fs::path& package, const fs::path& folder) {
    EXPECT_EQ(run({"dpkg-deb", "-R", package, folder / "tree"}).exit, 0);
    const auto control = folder / "tree/DEBIAN/control";
    std::ifstream in(control);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    in.close();
    std::ofstream(control) << std::regex_replace(text, std::regex("(Version: .*)"), "$1+later");
    const auto made = folder / "later.deb";
    EXPECT_EQ(run({"dpkg-deb", "-Znone", "--root-owner-group", "-b", folder / "tree", made}).exit, 0);
    fs::remove_all(folder / "tree");
    return made;
}

std::string owner_and_mode(const FreshRoot& machine, const std::string& path) {
    return machine.run({"stat", "-c", "%U %a", path}).out;
}

// What an installed server answers; it ends with the object.
class Serving {
  public:
    explicit Serving(const FreshRoot& machine)
        : program_(machine.command({"/usr/bin/docket", "serve", "--data", "/var/lib/docket", "--listen",
                                    "127.0.0.1:0", "--print-address"},
                                   "docket")) {
        while (program_.runs() && program_.printed().find('\n') == std::string::npos)
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        const auto line = program_.printed();
        port_ = static_cast<std::uint16_t>(std::atoi(line.substr(line.rfind(':') + 1).c_str()));
    }
    std::string get(const std::string& path) const {
        return talk(port_, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    }
    Ended end() {
        program_.kill(SIGTERM);
        return program_.wait();
    }

  private:
    Program program_;
    std::uint16_t port_ = 0;
};

TEST(Package, It_installs_serves_reads_is_upgraded_and_leaves_nothing_but_the_data) {
    if (const auto why = FreshRoot::hindrance(); !why.empty()) GTEST_SKIP() << why;
    const TemporaryFolder folder;
    const auto package = built(folder.path());
    ASSERT_FALSE(package.empty());
    const FreshRoot machine({fs::path(DOCKET_SOURCE_DIR)});
    const auto bring = [&](const fs::path& file, const std::string& to) {
        fs::copy_file(file, machine.path(to), fs::copy_options::overwrite_existing);
        fs::permissions(machine.path(to), fs::perms{0644});
    };

    bring(package, "/tmp/docket.deb");
    must(machine.run({"dpkg", "-i", "/tmp/docket.deb"}), "dpkg -i");
    EXPECT_EQ(owner_and_mode(machine, "/var/lib/docket"), "docket 750\n");
    const auto verified =
        machine.run({"systemd-analyze", "verify", "/lib/systemd/system/docket-serve.service",
                     "/lib/systemd/system/docket-work@.service", "/lib/systemd/system/docket-backup.timer",
                     "/lib/systemd/system/docket-doctor.timer"});
    must(verified, "systemd-analyze verify");
    EXPECT_EQ(verified.out + verified.err, "");
    const auto exposed = machine.run({"systemd-analyze", "security", "--offline=yes", "--threshold=20",
                                      "--no-pager", "/lib/systemd/system/docket-serve.service"});
    EXPECT_EQ(exposed.exit, 0) << exposed.out << exposed.err;

    const auto as_docket = [&](Words words) { return machine.run(std::move(words), "docket"); };
    must(as_docket({"docket", "init", "--demo", "--data", "/var/lib/docket"}), "docket init");
    bring(fixture("bus-1"), "/tmp/letter.pdf");
    must(as_docket({"docket", "intake", "--data", "/var/lib/docket", "--wait", "/tmp/letter.pdf"}),
         "docket intake");
    must(as_docket({"docket", "ledger", "--data", "/var/lib/docket"}), "docket ledger");
    const auto doctor = as_docket({"docket", "doctor", "--data", "/var/lib/docket"});
    EXPECT_THAT(doctor.out, HasSubstr("模型与摘要相符")) << doctor.err;
    EXPECT_THAT(doctor.out, HasSubstr("文字相符"));
    {
        Serving server(machine);
        EXPECT_THAT(server.get("/api/v1/about"), HasSubstr("HTTP/1.1 200"));
        EXPECT_THAT(server.get("/"), HasSubstr("<div id=\"app\"")) << "the pages are part of the package";
        const auto ended = server.end();
        EXPECT_EQ(ended.exit, 0) << ended.err;
    }

    std::ofstream(machine.path("/etc/docket/docket.env"), std::ios::app) << "DOCKET_READER_MB=700\n";
    bring(later(package, folder.path()), "/tmp/docket.deb");
    must(machine.run({"dpkg", "-i", "--force-confold", "/tmp/docket.deb"}), "dpkg -i of a later version");
    const auto version = machine.run({"dpkg-query", "-W", "-f", "${Version}", "docket"}).out;
    EXPECT_THAT(version, HasSubstr("+later"));
    std::ifstream kept(machine.path("/etc/docket/docket.env"));
    EXPECT_THAT((std::string{std::istreambuf_iterator<char>(kept), {}}), HasSubstr("DOCKET_READER_MB=700"));
    must(as_docket({"docket", "audit", "verify", "--data", "/var/lib/docket"}), "docket audit verify");

    must(machine.run({"dpkg", "-r", "docket"}), "dpkg -r");
    EXPECT_FALSE(fs::exists(machine.path("/usr/bin/docket")));
    EXPECT_TRUE(fs::exists(machine.path("/etc/docket/docket.env"))) << "configuration goes with a purge only";
    must(machine.run({"dpkg", "-P", "docket"}), "dpkg -P");
    EXPECT_TRUE(fs::exists(machine.path("/var/lib/docket/docket.db"))) << "letters are never deleted";
    for (const auto& file : machine.written()) {
        const bool allowed =
            file.starts_with("/var/lib/docket/") || file.starts_with("/var/lib/dpkg/") ||
            file.starts_with("/var/log/") || file.starts_with("/var/cache/") ||
            std::regex_match(file,
                             std::regex("/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?|/etc/.pwd.lock"));
        EXPECT_TRUE(allowed) << file << " was left behind";
    }
}

} // namespace
} // namespace docket::testing
