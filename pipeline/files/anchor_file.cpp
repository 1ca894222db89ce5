#include "pipeline/files/anchor_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace docket::files {

namespace {

// What a crash cut off in the middle of a line was never confirmed: it goes before the next line comes.
bool drop_torn_line(int fd) {
    const off_t size = ::lseek(fd, 0, SEEK_END);
    off_t keep = size;
    for (char last = 0; keep > 0; --keep) {
        if (::pread(fd, &last, 1, keep - 1) != 1) return false;
        if (last == '\n') break;
    }
    return size >= 0 && (keep == size || ::ftruncate(fd, keep) == 0);
}

} // namespace

Result<void> AnchorFile::append(const review::Anchor& anchor) {
    const std::string line = std::to_string(anchor.head.n) + ' ' + anchor.head.hash.hex() + ' ' +
                             std::to_string(to_ms(anchor.at)) + '\n';
    const int fd = ::open(file_.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    const bool written = fd >= 0 && ::flock(fd, LOCK_EX) == 0 && drop_torn_line(fd) &&
                         ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                         ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!written)
        return fail(Kind::unavailable, "anchor.unwritable",
                    file_.string() + " 无法写入，操作记录未能锚定；请检查磁盘后重试。");
    return {};
}

Result<std::vector<review::Anchor>> AnchorFile::all() {
    std::vector<review::Anchor> out;
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
        if (in.eof()) break; // no newline: the line was cut off by a crash while it was being written
        std::istringstream fields(line);
        std::string hash;
        std::int64_t n = 0, ms = 0;
        const bool read = static_cast<bool>(fields >> n >> hash >> ms);
        const auto digest = Digest::from_hex(hash);
        if (!read || !digest)
            return fail(Kind::corrupt, "anchor.malformed",
                        file_.string() + " 中有一行不是锚点：" + line.substr(0, 80));
        out.push_back({{n, *digest}, from_ms(ms)});
    }
    return out;
}

} // namespace docket::files
