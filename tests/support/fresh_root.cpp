#include "tests/support/fresh_root.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace docket::testing {

namespace {

namespace fs = std::filesystem;

bool mounted(const char* what, const fs::path& where, const char* kind, unsigned long how,
             const std::string& more) {
    return ::mount(what, where.c_str(), kind, how, more.empty() ? nullptr : more.c_str()) == 0;
}

void must(bool done, const std::string& what) {
    if (!done) throw std::runtime_error(what + ": " + std::strerror(errno));
}

// Mounts of this process are seen by it and its children only.
bool alone() { return ::unshare(CLONE_NEWNS) == 0 && mounted("none", "/", nullptr, MS_REC | MS_PRIVATE, ""); }

} // namespace

std::string FreshRoot::hindrance() {
    if (::geteuid() != 0) return "only root may make a root of its own";
    if (!alone()) return std::string("no mount namespace can be had here: ") + std::strerror(errno);
    const TemporaryFolder trial;
    for (const auto* part : {"upper", "work", "root"}) fs::create_directory(trial.path() / part);
    if (!mounted("tmpfs", trial.path(), "tmpfs", 0, ""))
        return "no file system in memory can be mounted here";
    for (const auto* part : {"upper", "work", "root"}) fs::create_directory(trial.path() / part);
    const auto at = trial.path().string();
    const bool overlay = mounted("overlay", trial.path() / "root", "overlay", 0,
                                 "lowerdir=/,upperdir=" + at + "/upper,workdir=" + at + "/work");
    const std::string why =
        overlay ? "" : std::string("no overlay can be mounted here: ") + std::strerror(errno);
    if (overlay) ::umount2((trial.path() / "root").c_str(), MNT_DETACH);
    ::umount2(trial.path().c_str(), MNT_DETACH);
    return why;
}

FreshRoot::FreshRoot(const std::vector<fs::path>& hidden) : root_(folder_.path() / "root") {
    must(alone(), "a mount namespace");
    const auto at = folder_.path().string();
    must(mounted("tmpfs", at, "tmpfs", 0, ""), "tmpfs");
    mounted_.push_back(at);
    for (const auto* part : {"upper", "work", "root"}) fs::create_directory(folder_.path() / part);
    must(mounted("overlay", root_, "overlay", 0,
                 "lowerdir=/,upperdir=" + at + "/upper,workdir=" + at + "/work"),
         "overlay");
    mounted_.push_back(root_);
    const auto add = [&](const fs::path& inside, const char* what, const char* kind, unsigned long how) {
        if (!fs::is_directory(path(inside))) return;
        must(mounted(what, path(inside), kind, how, ""), inside.string());
        mounted_.push_back(path(inside));
    };
    add("/proc", "proc", "proc", 0);
    add("/sys", "/sys", nullptr, MS_BIND | MS_REC);
    add("/dev", "/dev", nullptr, MS_BIND | MS_REC);
    add("/tmp", "tmpfs", "tmpfs", 0);
    add("/var/tmp", "tmpfs", "tmpfs", 0);
    add("/run", "tmpfs", "tmpfs", 0);
    for (const auto& folder : hidden) add(folder, "tmpfs", "tmpfs", 0);
}

FreshRoot::~FreshRoot() {
    for (auto it = mounted_.rbegin(); it != mounted_.rend(); ++it) ::umount2(it->c_str(), MNT_DETACH);
}

std::vector<std::string> FreshRoot::command(std::vector<std::string> words, const std::string& user) const {
    std::vector<std::string> out{"chroot"};
    if (!user.empty()) out.push_back("--userspec=" + user + ":" + user);
    out.push_back(root_.string());
    out.insert(out.end(), words.begin(), words.end());
    return out;
}

Ended FreshRoot::run(std::vector<std::string> words, const std::string& user) const {
    return docket::testing::run(command(std::move(words), user),
                                {"DEBIAN_FRONTEND=noninteractive", "HOME=/root", "LC_ALL=C.UTF-8"});
}

std::set<std::string> FreshRoot::written() const {
    std::set<std::string> out;
    const auto upper = folder_.path() / "upper";
    for (const auto& entry : fs::recursive_directory_iterator(upper))
        if (!entry.is_directory() && !entry.is_character_file()) // a device 0:0 stands for what was removed
            out.insert("/" + fs::relative(entry.path(), upper).string());
    return out;
}

} // namespace docket::testing
