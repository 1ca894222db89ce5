// Of the machine: disks, clock, models, typefaces, children, rights, the address.
#include "outputs/layout/display_list.hpp"
#include "outputs/render/pdf.hpp"
#include "pipeline/app/arguments.hpp"
#include "pipeline/app/instruments.hpp"
#include "pipeline/app/reading.hpp"
#include "pipeline/base/utf8.hpp"
#include "pipeline/files/anchor_file.hpp"
#include "pipeline/s3/address.hpp"

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

namespace docket::app {

namespace {

namespace fs = std::filesystem;

Failure unreadable(const fs::path& path) {
    return fail(Kind::unavailable, "doctor.unreadable", path.string() + "：" + std::strerror(errno));
}

Result<doctor::Room> room_in(const std::string& what, const fs::path& path) {
    struct statvfs told {};
    if (::statvfs(path.c_str(), &told) != 0) return unreadable(path);
    return doctor::Room{what, path.string(), static_cast<std::int64_t>(told.f_bavail * told.f_frsize),
                        told.f_files == 0 ? -1 : static_cast<std::int64_t>(told.f_favail)};
}

// Nothing where the kernel may not be asked, as in some containers.
std::optional<bool> kernel_is_synchronised() {
    struct timex asked {};
    const int state = ::adjtimex(&asked);
    if (state < 0) return {};
    return state != TIME_ERROR &&
           (static_cast<unsigned>(asked.status) & static_cast<unsigned>(STA_UNSYNC)) == 0;
}

std::string digest_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    Hasher hasher;
    std::array<char, 1 << 16> piece{};
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0)
        hasher.add(
            {reinterpret_cast<const std::uint8_t*>(piece.data()), static_cast<std::size_t>(in.gcount())});
    return hasher.finish().hex();
}

// Files of a SHA256SUMS beside them (coreutils: digest, two blanks, name) that are not as it says.
std::vector<std::string> not_as_told(const fs::path& folder, const std::string& sums) {
    std::vector<std::string> out;
    std::istringstream lines(sums);
    for (std::string digest, name; lines >> digest >> name;)
        if (std::error_code error;
            !fs::is_regular_file(folder / name, error) || digest_of(folder / name) != digest)
            out.push_back(name);
    return out;
}

std::vector<std::string> languages_missing() {
    const char* given = std::getenv("TESSDATA_PREFIX");
    const fs::path folder = given ? given : "/usr/share/tesseract-ocr/5/tessdata";
    std::vector<std::string> out;
    for (const char* language : {"chi_sim", "chi_tra", "osd"})
        if (std::error_code error; !fs::exists(folder / (std::string(language) + ".traineddata"), error))
            out.emplace_back(language);
    return out;
}

// One line of print in the middle of a sheet.
Result<Bytes> printed(const std::string& words) {
    DOCKET_TRY(const auto faces, outputs::Faces::open(outputs::debian_fonts()));
    outputs::GlyphRun run;
    run.face = outputs::FaceRole::songti;
    run.size = 7;
    run.x = 40;
    run.y = 80;
    run.text = code_points(words);
    run.advances.assign(run.text.size(), run.size);
    outputs::DisplayList list;
    list.pages.resize(1);
    for (int line = 0; line < 3; ++line, run.y += 14) list.pages.front().runs.push_back(run);
    return outputs::PdfRenderer(faces).render(list, {"自检", "docket", demo_date});
}

struct TrialFolder {
    fs::path path;
    explicit TrialFolder(fs::path at) : path(std::move(at)) {}
    ~TrialFolder() {
        std::error_code ignored; // swept with the scratch folder
        fs::remove_all(path, ignored);
    }
    TrialFolder(const TrialFolder&) = delete;
    TrialFolder& operator=(const TrialFolder&) = delete;
};

// The file that an address names for its secret ("passfile=", "credentials="); none where it names none.
std::optional<std::string> file_in(const std::string& address, std::string_view key) {
    const auto at = address.find(key);
    if (at == std::string::npos) return {};
    const auto from = at + key.size();
    return address.substr(from, address.find('&', from) - from);
}

} // namespace

Result<std::vector<doctor::Room>> Bench::rooms() {
    std::vector<doctor::Room> out;
    const auto add = [&](const char* what, const fs::path& path) -> Result<void> {
        DOCKET_TRY(auto room, room_in(what, path));
        out.push_back(std::move(room));
        return {};
    };
    DOCKET_CHECK(add("数据目录", folder_.root));
    if (!s3::is_address(folder_.settings.blobs)) DOCKET_CHECK(add("原件", folder_.blobs()));
    DOCKET_CHECK(add("临时文件", folder_.scratch()));
    return out;
}

Result<doctor::ClockCondition> Bench::clock() {
    doctor::ClockCondition out{SystemClock{}.now(), {}, kernel_is_synchronised(), folder_.demo()};
    DOCKET_TRY(const auto anchors, files::AnchorFile(folder_.anchors()).all());
    for (const auto& anchor : anchors) out.latest = std::max(out.latest.value_or(anchor.at), anchor.at);
    return out;
}

Result<doctor::EngineCondition> Bench::engines() {
    doctor::EngineCondition out;
    out.languages_missing = languages_missing();
    const auto models = models_folder();
    if (models.empty()) return out;
    out.models = models.string();
    const auto sums = read_text(models / "SHA256SUMS");
    out.with_digests = static_cast<bool>(sums);
    if (sums) out.damaged = not_as_told(models, *sums);
    return out;
}

Result<void> Bench::faces() {
    DOCKET_CHECK(outputs::Faces::open(outputs::debian_fonts()));
    return {};
}

Result<std::string> Bench::read_a_page(const std::string& words) {
    DOCKET_TRY(const auto pdf, printed(words));
    const TrialFolder trial(folder_.scratch() / ("doctor-" + std::to_string(to_ms(SystemClock{}.now()))));
    std::error_code error;
    fs::create_directories(trial.path, error);
    const auto file = trial.path / "page.pdf";
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
    out.close();
    if (error || !out)
        return fail(Kind::unavailable, "folder.unwritable", trial.path.string() + " 无法写入。");
    auto reading = reading_;
    reading.readers = 1;
    DOCKET_TRY(const auto pages, make_unpacker(reading)->unpack(file, trial.path, {}));
    DOCKET_TRY(const auto reader, make_page_reader(reading));
    std::string read;
    for (const auto& page : pages) {
        DOCKET_TRY(const auto text, reader->read(page.file, [](const Failure&) {}));
        read += normalised_text(text);
    }
    return read;
}

Result<std::vector<doctor::Guarded>> Bench::guarded() {
    std::vector<doctor::Guarded> out;
    const auto add = [&](const fs::path& path, bool secret) -> Result<void> {
        struct stat told {};
        if (::stat(path.c_str(), &told) != 0) return unreadable(path);
        out.push_back({path.string(), told.st_mode & 0777U, secret});
        return {};
    };
    DOCKET_CHECK(add(folder_.root, false));
    const auto& set = folder_.settings;
    if (!set.blobs.empty() && !s3::is_address(set.blobs)) DOCKET_CHECK(add(folder_.blobs(), false));
    if (const auto file = file_in(set.store, "passfile=")) DOCKET_CHECK(add(*file, true));
    if (const auto file = file_in(set.blobs, "credentials=")) DOCKET_CHECK(add(*file, true));
    if (!set.metrics_token.empty()) DOCKET_CHECK(add(set.metrics_token, true));
    return out;
}

Result<doctor::DoorCondition> Bench::door() {
    const auto& set = folder_.settings;
    doctor::DoorCondition out{set.listen.empty() ? std::string(usual_listen) : set.listen,
                              set.behind_tls_proxy == "yes",
                              {},
                              folder_.demo()};
    std::istringstream names(set.names.empty() ? std::string(usual_names) : set.names);
    for (std::string name; std::getline(names, name, ',');) out.names.push_back(name);
    return out;
}

} // namespace docket::app
