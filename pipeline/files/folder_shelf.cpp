#include "pipeline/files/folder_shelf.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <system_error>

namespace docket::files {

std::string safe_name(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 || c == '/' || c == '\\' || byte == 0x7f ? '_' : c;
    }
    if (out.empty() || out.front() == '.') out.insert(0, "_");
    return out;
}

Result<std::string> FolderShelf::put(std::string_view folder, std::string_view name,
                                     std::span<const std::uint8_t> bytes) {
    const auto unwritable = [&](const std::string& why) {
        return fail(Kind::unavailable, "shelf.unwritable", root_.string() + " 无法写入：" + why);
    };
    const auto place = root_ / safe_name(folder);
    std::error_code error;
    std::filesystem::create_directories(place, error);
    if (error) return unwritable(error.message());
    const auto target = place / safe_name(name);
    const auto temporary = target.string() + "." + std::to_string(::getpid()) + ".tmp";
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool written = fd >= 0;
    for (std::size_t at = 0; written && at < bytes.size();) {
        const auto n = ::write(fd, bytes.data() + at, bytes.size() - at);
        written = n > 0;
        if (written) at += static_cast<std::size_t>(n);
    }
    written = written && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (written) std::filesystem::rename(temporary, target, error);
    if (!written || error) {
        std::error_code ignored; // the temporary may not exist
        std::filesystem::remove(temporary, ignored);
        return unwritable(error ? error.message() : "磁盘可能已满");
    }
    return safe_name(folder) + "/" + safe_name(name);
}

} // namespace docket::files
