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

// The machine it is installed on, and what somebody does there, in the order of the test.
class Machine {
  public:
    Machine() : package_(built(folder_.path())), root_({fs::path(DOCKET_SOURCE_DIR)}) {}

    void install() {
        bring(package_, "/tmp/docket.deb");
        must({"dpkg", "-i", "/tmp/docket.deb"});
        EXPECT_EQ(root_.run({"stat", "-c", "%U %a", "/var/lib/docket"}).out, "docket 750\n");
    }
    void check_units() {
        const std::string units = "/lib/systemd/system/";
        const auto verified = root_.run({"systemd-analyze", "verify", units + "docket-serve.service",
                                         units + "docket-work@.service", units + "docket-backup.timer",
                                         units + "docket-doctor.timer"});
        EXPECT_EQ(verified.exit, 0);
        EXPECT_EQ(verified.out + verified.err, "");
        const auto exposed = root_.run({"systemd-analyze", "security", "--offline=yes", "--threshold=20",
                                        "--no-pager", units + "docket-serve.service"});
        EXPECT_EQ(exposed.exit, 0) << exposed.out << exposed.err;
    }
    void read_a_letter() {
        as_docket({"init", "--demo"});
        bring(fixture("bus-1"), "/tmp/letter.pdf");
        as_docket({"intake", "--wait", "/tmp/letter.pdf"});
        as_docket({"ledger"});
        const auto doctor = as_docket({"doctor"});
        EXPECT_THAT(doctor.out, HasSubstr("文字相符")) << doctor.err;
        if (fs::exists(root_.path("/usr/share/docket/models/SHA256SUMS"))) {
            EXPECT_THAT(doctor.out, HasSubstr("模型与摘要相符"));
        }
    }
    void serve() {
        Serving server(root_);
        EXPECT_THAT(server.get("/api/v1/about"), HasSubstr("HTTP/1.1 200"));
        EXPECT_THAT(server.get("/"), HasSubstr("<div id=\"app\"")) << "the pages are part of the package";
        const auto ended = server.end();
        EXPECT_EQ(ended.exit, 0) << ended.err;
    }
    // What was set by hand is kept, and so are the letters.
    void upgrade() {
        std::ofstream(root_.path("/etc/docket/docket.env"), std::ios::app) << "DOCKET_READER_MB=700\n";
        bring(later(package_, folder_.path()), "/tmp/docket.deb");
        must({"dpkg", "-i", "--force-confold", "/tmp/docket.deb"});
        EXPECT_THAT(root_.run({"dpkg-query", "-W", "-f", "${Version}", "docket"}).out, HasSubstr("+later"));
        std::ifstream kept(root_.path("/etc/docket/docket.env"));
        EXPECT_THAT((std::string{std::istreambuf_iterator<char>(kept), {}}),
                    HasSubstr("DOCKET_READER_MB=700"));
        as_docket({"audit", "verify"});
    }
    void remove() {
        must({"dpkg", "-r", "docket"});
        EXPECT_FALSE(fs::exists(root_.path("/usr/bin/docket")));
        EXPECT_TRUE(fs::exists(root_.path("/etc/docket/docket.env")))
            << "configuration goes with a purge only";
        must({"dpkg", "-P", "docket"});
        EXPECT_TRUE(fs::exists(root_.path("/var/lib/docket/docket.db"))) << "letters are never deleted";
        const std::regex allowed("/var/(lib/docket|lib/dpkg|log|cache)/.*|"
                                 "/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?|/etc/.pwd.lock");
        for (const auto& file : root_.written())
            EXPECT_TRUE(std::regex_match(file, allowed)) << file << " was left behind";
    }

  private:
    void bring(const fs::path& file, const std::string& to) {
        fs::copy_file(file, root_.path(to), fs::copy_options::overwrite_existing);
        fs::permissions(root_.path(to), fs::perms{0644});
    }
    void must(const Words& words) {
        const auto ended = root_.run(words);
        EXPECT_EQ(ended.exit, 0) << words[0] << ": " << ended.out << ended.err;
    }
    Ended as_docket(const Words& verb) {
        Words words{"docket"};
        words.insert(words.end(), verb.begin(), verb.end());
        words.insert(words.end(), {"--data", "/var/lib/docket"});
        auto ended = root_.run(words, "docket");
        EXPECT_EQ(ended.exit, 0) << verb[0] << ": " << ended.out << ended.err;
        return ended;
    }

    TemporaryFolder folder_;
    fs::path package_;
    FreshRoot root_;
};

TEST(Package, It_installs_serves_reads_is_upgraded_and_leaves_nothing_but_the_data) {
    if (const auto why = FreshRoot::hindrance(); !why.empty()) GTEST_SKIP() << why;
    Machine machine;
    machine.install();
    machine.check_units();
    machine.read_a_letter();
    machine.serve();
    machine.upgrade();
    machine.remove();
}

} // namespace
} // namespace docket::testing
