#include "tests/support/small_disk.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace docket::testing {

namespace {
namespace fs = std::filesystem;

bool write_to(const fs::path& file, const std::string& text) {
    std::ofstream out(file);
    return static_cast<bool>(out << text << std::flush);
}

// Mounts of our own: as root at once, else in a user namespace in which we are root. user_namespaces(7).
bool separate_mounts() {
    const auto user = std::to_string(::geteuid()), group = std::to_string(::getegid());
    if (::unshare(CLONE_NEWNS) != 0 &&
        (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_to("/proc/self/setgroups", "deny") ||
         !write_to("/proc/self/uid_map", "0 " + user + " 1") ||
         !write_to("/proc/self/gid_map", "0 " + group + " 1")))
        return false;
    return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

std::int64_t room(const fs::path& place) {
    struct statvfs disk {};
    return ::statvfs(place.c_str(), &disk) == 0 ? static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize)
                                                : -1;
}
} // namespace

SmallDisk::SmallDisk(fs::path place, std::int64_t megabytes) : place_(std::move(place)) {
    static const bool separate = separate_mounts();
    const auto size = "size=" + std::to_string(megabytes) + "m";
    mounted_ =
        separate && ::mount("docket-test", place_.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, size.c_str()) == 0;
    if (!mounted_)
        why_ =
            std::string("this test needs a small disk of its own: run it as root, or allow user namespaces "
                        "(sysctl kernel.unprivileged_userns_clone=1): ") +
            std::strerror(errno);
}

SmallDisk::~SmallDisk() {
    if (mounted_) ::umount2(place_.c_str(), MNT_DETACH);
}

void SmallDisk::fill(std::int64_t left) const {
    const int file = ::open((place_ / "ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const std::array<char, 4096> block{};
    ::lseek(file, 0, SEEK_END);
    while (room(place_) >= left + static_cast<std::int64_t>(block.size()) &&
           ::write(file, block.data(), block.size()) > 0) {
    }
    ::close(file);
}

void SmallDisk::make_room() const { fs::remove(place_ / "ballast"); }

} // namespace docket::testing
