#include "pipeline/intake/watch.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/flow/batches.hpp"
#include "pipeline/flow/receive.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace docket::intake {

namespace {

namespace fs = std::filesystem;
constexpr const char* on_the_way = ".docket";
constexpr const char* taken = "taken";
constexpr const char* refused = "refused";

bool is_passing(const std::string& name) {
    constexpr std::array<std::string_view, 4> endings{".part", ".tmp", ".crdownload", "~"};
    return name.starts_with(".") ||
           std::ranges::any_of(endings, [&](std::string_view end) { return name.ends_with(end); });
}

// A regular file itself, no link to one.
bool is_plain_file(const fs::path& file) {
    struct stat about {};
    return ::lstat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

// A read lease is refused while anybody has the file open for writing. Where leases are not to be had
// (another owner, another kind of disk) only its lying still tells.
bool is_being_written(const fs::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return false;
    const bool busy = ::fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
    ::close(fd); // gives the lease back
    return busy;
}

// What is not UTF-8 becomes U+FFFD: a name from another system is no reason to refuse a letter.
std::string readable(const fs::path& file) { return encode_utf8(code_points(file.filename().string())); }

std::vector<fs::path> by_name(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        out.push_back(at->path());
    std::ranges::sort(out);
    return out;
}

std::string name_of(const std::vector<fs::path>& files) {
    const auto first = readable(files.front());
    return files.size() == 1 ? first : first + " 等 " + std::to_string(files.size()) + " 个文件";
}

} // namespace

WatchedFolder::WatchedFolder(const flow::Tools& tools, WatchSettings settings,
                             std::function<void(const Failure&, const std::string&)> complain)
    : tools_(tools), settings_(std::move(settings)), complain_(std::move(complain)) {}

WatchedFolder::~WatchedFolder() {
    if (lock_ >= 0) ::close(lock_);
}

Result<void> WatchedFolder::hold() {
    if (lock_ >= 0) return {};
    std::error_code error;
    const auto own = settings_.folder / on_the_way;
    fs::create_directories(own, error);
    const int fd =
        error ? -1 : ::open((own / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return fail(Kind::unavailable, "watch.unreadable",
                    settings_.folder.string() + " 不能读写，请检查文件夹是否存在、权限是否够。");
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return fail(Kind::unavailable, "watch.held",
                    "另一个 docket 进程正在监视 " + settings_.folder.string());
    }
    lock_ = fd;
    return {};
}

void WatchedFolder::tell(const Failure& failure, const std::string& name) {
    if (complain_ && !std::exchange(told_[name + "\n" + failure.code], true)) complain_(failure, name);
}

bool WatchedFolder::is_takeable(const fs::directory_entry& entry) {
    const auto name = entry.path().filename().string();
    if (is_passing(name)) return false;
    std::error_code error;
    if (entry.is_symlink(error)) {
        tell(fail(Kind::invalid, "watch.link", "监视文件夹中的链接不收，请放文件本身。"),
             readable(entry.path()));
        return false;
    }
    return is_plain_file(entry.path());
}

// All that lies there, once all of it lies still; after a while without the one that does not.
std::vector<fs::path> WatchedFolder::still_files() {
    const auto now = tools_.clock.now();
    std::map<std::string, Seen> there;
    std::vector<fs::path> still;
    bool restless = false, waited = false;
    for (const auto& file : by_name(settings_.folder)) {
        std::error_code error;
        const fs::directory_entry entry(file, error);
        if (error || !is_takeable(entry)) continue;
        const auto size = entry.file_size(error);
        const auto written = entry.last_write_time(error);
        if (error) continue; // gone meanwhile
        const auto name = file.filename().string();
        const auto before = seen_.find(name);
        const bool same =
            before != seen_.end() && before->second.size == size && before->second.written == written;
        const auto since = same ? before->second.since : now;
        there[name] = {size, written, since};
        if (now - since < settings_.still || is_being_written(file)) {
            restless = true;
            continue;
        }
        waited = waited || now - since >= settings_.patience;
        still.push_back(file);
    }
    seen_ = std::move(there);
    return restless && !waited ? std::vector<fs::path>{} : still;
}

Result<void> WatchedFolder::take(const std::vector<fs::path>& files) {
    const auto turn =
        settings_.folder / on_the_way /
        (std::to_string(to_ms(tools_.clock.now())) + "-" + std::to_string(tools_.random.next()));
    std::error_code error;
    fs::create_directories(turn, error);
    for (const auto& file : files) {
        if (!error) fs::rename(file, turn / file.filename(), error);
        if (error)
            return fail(Kind::unavailable, "watch.unreadable",
                        readable(file) + " 不能移入处理文件夹：" + error.message());
    }
    return {};
}

Result<void> WatchedFolder::put_away(const fs::path& file, const char* where, const std::string& turn) {
    std::error_code error;
    const auto folder = settings_.folder / where / turn;
    fs::create_directories(folder, error);
    if (!error) fs::rename(file, folder / file.filename(), error);
    if (!error) return {};
    return fail(Kind::unavailable, "watch.unreadable",
                readable(file) + " 已收存，但不能移走：" + error.message());
}

// What became a link on the way, or may not be read, is put aside; the rest by name.
Result<std::vector<fs::path>> WatchedFolder::sound_files(const fs::path& turn) {
    std::vector<fs::path> out;
    for (const auto& file : by_name(turn)) {
        if (is_plain_file(file) && ::access(file.c_str(), R_OK) == 0) {
            out.push_back(file);
            continue;
        }
        tell(fail(Kind::invalid, "watch.not_readable", "文件不能读取，已移到 refused 文件夹，请重新扫描。"),
             readable(file));
        DOCKET_CHECK(put_away(file, refused, turn.filename().string()));
    }
    return out;
}

Result<void> WatchedFolder::deliver(const std::vector<fs::path>& files, const std::string& uid) {
    const auto tools = tools_.now();
    flow::Batch wish;
    wish.uid = uid;
    wish.name = name_of(files);
    wish.channel = settings_.channel;
    wish.received = tools.today();
    wish.source = "folder";
    DOCKET_TRY(const auto batch, flow::open_batch(wish, "system", tools));
    for (const auto& file : files) {
        flow::Delivery delivery;
        delivery.file = file;
        delivery.name = readable(file);
        delivery.uid = uid + "/" + sha256(file.filename().string()).hex().substr(0, 32);
        delivery.channel = batch.channel;
        delivery.received = batch.received;
        delivery.batch = batch.id;
        DOCKET_TRY(const auto arrival, flow::receive(delivery, tools));
        static_cast<void>(arrival);
    }
    const auto closed = flow::close_batch(batch.id, {}, "system", tools);
    return closed || closed.error().code == "batch.closed" ? Result<void>() : closed.error();
}

// A turn that was interrupted is taken up again: batch and files have names of their own, and each is taken
// once.
Result<int> WatchedFolder::bring_in(const fs::path& turn) {
    const auto name = turn.filename().string();
    DOCKET_TRY(const auto files, sound_files(turn));
    if (!files.empty()) DOCKET_CHECK(deliver(files, "folder/" + name));
    for (const auto& file : files) DOCKET_CHECK(put_away(file, taken, name));
    std::error_code stays; // it is empty; if it does not go, the next turn tries again
    fs::remove(turn, stays);
    return static_cast<int>(files.size());
}

Result<int> WatchedFolder::turn() {
    DOCKET_CHECK(hold());
    if (const auto still = still_files(); !still.empty()) DOCKET_CHECK(take(still));
    int n = 0;
    for (const auto& turn : by_name(settings_.folder / on_the_way)) {
        if (!fs::is_directory(fs::symlink_status(turn))) continue;
        DOCKET_TRY(const int in, bring_in(turn));
        n += in;
    }
    return n;
}

} // namespace docket::intake
