#include "pipeline/openid/fetch.hpp"

#include "pipeline/base/handle.hpp"

#include <curl/curl.h>

#include <new>
#include <stdexcept>
#include <utility>

namespace docket::openid {

namespace {

// A person waits for it at the door.
constexpr long connect_within_s = 5, done_within_s = 10;
constexpr std::size_t most = 512U * 1024U; // bytes of an answer

using Curl = Handle<CURL, curl_easy_cleanup>;
using List = Handle<curl_slist, curl_slist_free_all>;

// Handles are started before the first thread uses one; they end with the process.
void start_once() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl could not be started");
}

std::size_t take_piece(const char* bytes, std::size_t size, std::size_t n, void* into) {
    auto& body = *static_cast<std::string*>(into);
    if (body.size() + size * n > most) return CURL_WRITEFUNC_ERROR;
    body.append(bytes, size * n);
    return size * n;
}

} // namespace

Failure away(const std::string& why) {
    return fail(Kind::unavailable, "access.provider_away",
                "统一身份平台没有应答（" + why + "）；请稍后再试，或用本系统的密码登录。");
}

Fetch by_curl(std::filesystem::path ca) {
    start_once();
    return [ca = std::move(ca)](const Asked& asked) -> Result<Told> {
        const Curl handle(curl_easy_init());
        if (!handle) throw std::bad_alloc();
        auto* const h = handle.get();
        Told told;
        const List headers(curl_slist_append(nullptr, "Accept: application/json"));
        curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(h, CURLOPT_URL, asked.url.c_str());
        curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(h, CURLOPT_NOPROXY, "*");
        curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, connect_within_s);
        curl_easy_setopt(h, CURLOPT_TIMEOUT, done_within_s);
        curl_easy_setopt(h, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!ca.empty()) curl_easy_setopt(h, CURLOPT_CAINFO, ca.c_str());
        if (!asked.form.empty()) curl_easy_setopt(h, CURLOPT_POSTFIELDS, asked.form.c_str());
        if (!asked.user.empty()) {
            curl_easy_setopt(h, CURLOPT_USERNAME, asked.user.c_str());
            curl_easy_setopt(h, CURLOPT_PASSWORD, asked.password.c_str());
        }
        curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, &take_piece);
        curl_easy_setopt(h, CURLOPT_WRITEDATA, &told.body);
        if (const auto done = curl_easy_perform(h); done != CURLE_OK) return away(curl_easy_strerror(done));
        curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &told.status);
        return told;
    };
}

std::string escaped(std::string_view text) {
    const Handle<char, curl_free> made(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
    if (!made) throw std::bad_alloc();
    return made.get();
}

} // namespace docket::openid
