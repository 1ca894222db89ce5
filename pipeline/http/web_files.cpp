#include "pipeline/http/web_files.hpp"

#include "pipeline/http/problem.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

namespace docket::http {

namespace {

constexpr auto types = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
});
constexpr std::string_view hashed_folder = "/assets/";
constexpr const char* not_built =
    "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>docket</title>"
    "<p>页面尚未构建：在 web 目录运行 npm ci --ignore-scripts 和 npm run build 后重新启动。接口 /api/v1 "
    "可用。</p>";

std::string type_of(const std::filesystem::path& file) {
    const auto* found =
        std::ranges::find(types, file.extension().string(), [](const auto& row) { return row.first; });
    return std::string(found == types.end() ? "application/octet-stream" : found->second);
}

Result<std::string> bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad())
        return fail(Kind::unavailable, "web.unreadable", file.string() + " 无法读取。");
    return bytes;
}

} // namespace

Result<WebFiles> WebFiles::load(const std::filesystem::path& folder) {
    WebFiles out;
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) return out;
    for (auto at = std::filesystem::recursive_directory_iterator(folder, error);
         !error && at != std::filesystem::end(at); at.increment(error)) {
        if (!at->is_regular_file() || at->path().extension() == ".gz") continue;
        const auto name = "/" + at->path().lexically_relative(folder).generic_string();
        File file;
        DOCKET_TRY(file.bytes, bytes_of(at->path()));
        auto packed = at->path();
        packed += ".gz";
        if (std::filesystem::exists(packed)) {
            DOCKET_TRY(file.gzip, bytes_of(packed));
        }
        file.type = type_of(at->path());
        file.tag = "\"" + sha256(file.bytes).hex().substr(0, 24) + "\"";
        file.immutable = name.starts_with(hashed_folder);
        out.files_.emplace(name, std::move(file));
    }
    if (error) return fail(Kind::unavailable, "web.unreadable", folder.string() + "：" + error.message());
    return out;
}

Response WebFiles::of(const File& file, bool gzip, std::string_view known_tag) {
    Response response;
    response.type = file.type;
    response.headers["ETag"] = file.tag;
    response.headers["Cache-Control"] = file.immutable ? "public, max-age=31536000, immutable" : "no-cache";
    response.headers["Vary"] = "Accept-Encoding";
    if (known_tag.find(file.tag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    const bool packed = gzip && !file.gzip.empty();
    if (packed) response.headers["Content-Encoding"] = "gzip";
    response.body = packed ? file.gzip : file.bytes;
    return response;
}

Response WebFiles::answer(std::string_view path, std::string_view accepted_encodings,
                          std::string_view known_tag) const {
    const bool gzip = accepted_encodings.find("gzip") != std::string_view::npos;
    if (const auto found = files_.find(path); found != files_.end())
        return of(found->second, gzip, known_tag);
    if (path.starts_with(hashed_folder)) return problem(not_found()); // of an older build
    if (built()) return of(files_.find("/index.html")->second, gzip, known_tag);
    auto response = Response::bytes("text/html; charset=utf-8", not_built);
    response.headers["Cache-Control"] = "no-store";
    return response;
}

} // namespace docket::http
