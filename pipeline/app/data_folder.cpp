#include "pipeline/app/data_folder.hpp"

#include "pipeline/app/arguments.hpp"
#include "pipeline/json/json.hpp"
#include "pipeline/s3/address.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace docket::app {

namespace {

constexpr const char* mark = "docket.json";

Failure unwritable(const std::filesystem::path& path, const std::error_code& error) {
    return fail(Kind::unavailable, "folder.unwritable", path.string() + "：" + error.message());
}

// A demo folder's clock shows demo_date 09:00 at its creation and goes on from there.
std::shared_ptr<const Clock> clock_of(const flow::Installation& installation) {
    if (!installation.demo) return std::make_shared<SystemClock>();
    return std::make_shared<ShiftedClock>(china.midnight(demo_date) + std::chrono::hours{9} -
                                          installation.created);
}

int open_lock(const DataFolder& folder) {
    return ::open((folder.root / "worker.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
}

} // namespace

Result<DataFolder> DataFolder::create(const std::filesystem::path& root,
                                      const flow::Installation& installation, const Settings& settings,
                                      const std::filesystem::path& office) {
    std::error_code error;
    if (!std::filesystem::exists(office / "office.json", error))
        return fail(Kind::not_found, "folder.no_office", office.string() + " 中没有 office.json。");
    if (std::filesystem::exists(root, error) && !std::filesystem::is_empty(root, error))
        return fail(Kind::conflict, "folder.not_empty", root.string() + " 不是空目录，未作任何改动。");
    DataFolder folder{root, installation, settings, clock_of(installation)};
    const bool is_ours = !std::filesystem::exists(root, error);
    std::vector<std::filesystem::path> parts{root, folder.issued(), folder.scratch()};
    if (!s3::is_address(settings.blobs)) parts.push_back(folder.blobs());
    for (const auto& part : parts)
        if (std::filesystem::create_directories(part, error); error) return unwritable(part, error);
    if (is_ours) std::filesystem::permissions(root, std::filesystem::perms::owner_all, error);
    if (error) return unwritable(root, error);
    std::filesystem::copy(office, folder.office(), std::filesystem::copy_options::recursive, error);
    if (error) return unwritable(folder.office(), error);
    if (settings != Settings{}) DOCKET_CHECK(write_settings(folder.configuration(), settings));
    std::ofstream out(root / mark);
    out << json::dump(json::Object{{"docket", 1},
                                   {"demo", installation.demo},
                                   {"created_ms", to_ms(installation.created)}},
                      2)
        << '\n';
    if (!out.flush()) return fail(Kind::unavailable, "folder.unwritable", root.string() + " 无法写入。");
    return folder;
}

Result<DataFolder> DataFolder::open(const std::filesystem::path& root) {
    const auto text = read_text(root / mark);
    std::error_code error;
    if (std::filesystem::exists(root / restoring_mark, error))
        return fail(Kind::conflict, "folder.half_restored",
                    root.string() + " 只恢复了一半，还不能使用；请再次运行当时的 docket restore。");
    if (!text)
        return fail(Kind::not_found, "folder.unknown",
                    root.string() + " 不是 docket 的数据目录；先运行 docket init --data " + root.string());
    const auto value = json::parse(*text);
    if (!value || value->int_at("docket") != 1)
        return fail(Kind::corrupt, "folder.malformed",
                    (root / mark).string() + " 不是本版本认识的标记文件。");
    const flow::Installation installation{value->bool_at("demo"), from_ms(value->int_at("created_ms"))};
    DataFolder folder{root, installation, {}, clock_of(installation)};
    DOCKET_TRY(folder.settings, read_settings(folder.configuration()));
    return folder;
}

namespace {
std::string named_folder(const Arguments& arguments) {
    const char* environment = std::getenv("DOCKET_DATA");
    return arguments.text("data", environment ? environment : "");
}
} // namespace

bool names_folder(const Arguments& arguments) { return !named_folder(arguments).empty(); }

Result<DataFolder> data_folder(const Arguments& arguments) {
    const auto root = named_folder(arguments);
    if (root.empty()) return usage("请用 --data DIR 或环境变量 DOCKET_DATA 指明数据目录。");
    return DataFolder::open(root);
}

Result<WorkerLock> WorkerLock::shared(const DataFolder& folder) {
    const int fd = open_lock(folder);
    if (fd < 0 || ::flock(fd, LOCK_SH) != 0) {
        if (fd >= 0) ::close(fd);
        return fail(Kind::unavailable, "folder.unwritable",
                    folder.root.string() + " 中的 worker.lock 无法打开。");
    }
    return WorkerLock(fd);
}

Result<bool> WorkerLock::nobody_works(const DataFolder& folder) {
    const int fd = open_lock(folder);
    if (fd < 0)
        return fail(Kind::unavailable, "folder.unwritable",
                    folder.root.string() + " 中的 worker.lock 无法打开。");
    const bool alone = ::flock(fd, LOCK_EX | LOCK_NB) == 0;
    ::close(fd);
    return alone;
}

Result<FolderUse> use_folder(const DataFolder& folder) {
    DOCKET_TRY(auto use, FolderUse::take(folder.root / "use.lock", FolderUse::How::shared));
    if (use) return *std::move(use);
    return fail(Kind::conflict, "folder.moving",
                folder.root.string() + " 的数据正在搬移（docket move）；请等它结束后再运行。");
}

Result<FolderUse> have_folder_alone(const DataFolder& folder) {
    DOCKET_TRY(auto use, FolderUse::take(folder.root / "use.lock", FolderUse::How::alone));
    if (use) return *std::move(use);
    return fail(Kind::conflict, "folder.in_use",
                folder.root.string() + " 正在使用；请先停下 docket serve、docket work 和其他命令，再搬移。");
}

WorkerLock::WorkerLock(WorkerLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
WorkerLock::~WorkerLock() {
    if (fd_ >= 0) ::close(fd_);
}

std::filesystem::path share() {
    if (const char* environment = std::getenv("DOCKET_SHARE")) return environment;
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    auto installed = program.parent_path().parent_path() / "share/docket";
    if (std::filesystem::is_directory(installed, error)) return installed;
    return DOCKET_SHARE_DIR; // not installed: the sources
}

Result<std::string> read_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof())
        return fail(Kind::not_found, "file.unreadable", file.string() + " 无法读取。");
    if (!std::filesystem::is_regular_file(file))
        return fail(Kind::not_found, "file.unreadable", file.string() + " 不存在或不是文件。");
    return text;
}

} // namespace docket::app
