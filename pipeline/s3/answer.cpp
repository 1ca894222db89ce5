#include "pipeline/s3/answer.hpp"

#include <algorithm>
#include <array>

namespace docket::s3 {

namespace {

template <std::size_t N> bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}
constexpr std::array<std::string_view, 7> of_the_moment{"RequestTimeout",
                                                        "BadDigest",
                                                        "XAmzContentSHA256Mismatch",
                                                        "IncompleteBody",
                                                        "ConditionalRequestConflict",
                                                        "OperationAborted",
                                                        "SlowDown"};
constexpr std::array<std::string_view, 6> full{"QuotaExceeded",
                                               "EntityTooLarge",
                                               "InsufficientStorage",
                                               "XMinioStorageFull",
                                               "XMinioAdminBucketQuotaExceeded",
                                               "StorageFull"};

std::string said(const Answer& answer) {
    auto text = answer.status == 0 ? std::string() : "HTTP " + std::to_string(answer.status);
    if (!answer.code.empty()) text += (text.empty() ? "" : " ") + answer.code;
    return text;
}

const char* remedy(const Answer& answer) {
    if (answer.code == "NoSuchBucket") return "没有这个桶；请先建桶，或核对 blobs 地址";
    if (answer.code == "SignatureDoesNotMatch" || answer.code == "InvalidAccessKeyId")
        return "密钥不对；请核对 credentials 文件与 region，改后不必重启";
    if (answer.code == "AuthorizationHeaderMalformed" || answer.status == 301 || answer.status == 307)
        return "region 或 endpoint 不对；请核对 blobs 地址";
    if (answer.code == "RequestTimeTooSkewed") return "本机时钟与对象存储相差太多；请校准时钟";
    if (answer.code == "certificate")
        return "对方的证书不被信任；请核对 endpoint，自建的证书机构用 ca=文件 指明";
    return "请核对 blobs 地址、credentials 文件，以及密钥是否有读、写、列出的权限";
}

} // namespace

std::string code_in(std::string_view body) {
    constexpr std::string_view open = "<Code>", close = "</Code>";
    const auto from = body.find(open);
    const auto to = body.find(close, from == std::string_view::npos ? body.size() : from);
    if (to == std::string_view::npos) return {};
    const auto word = body.substr(from + open.size(), to - from - open.size());
    const bool plain =
        word.size() <= 64 && std::ranges::all_of(word, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
        });
    return plain ? std::string(word) : std::string();
}

bool passes(long status, std::string_view code) {
    if (is_one_of(full, code)) return false;
    if (is_one_of(of_the_moment, code)) return true;
    return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

Failure failure_of(const Answer& answer, const std::string& what) {
    if (answer.status == 507 || answer.status == 413 || is_one_of(full, answer.code))
        return fail(Kind::exhausted, "blob.no_room",
                    "对象存储没有空间了（" + said(answer) + "），请扩容后再交：" + what);
    if (answer.again || answer.status >= 500)
        return fail(Kind::unavailable, "blob.unavailable",
                    "对象存储暂时不能用（" + said(answer) + "），请检查网络和对方的状况，稍后再试：" + what);
    return fail(Kind::unavailable, "blob.refused",
                "对象存储不答应（" + said(answer) + "）：" + remedy(answer) + "：" + what);
}

Result<Answer> persist(const Waiting& waiting, const std::function<Result<Answer>()>& ask) {
    const auto until = waiting.clock.now() + waiting.patience.longest;
    auto wait = waiting.patience.first_wait;
    for (int n = 1;; ++n) {
        DOCKET_TRY(auto answer, ask());
        if (!answer.again || n >= waiting.patience.tries) return answer;
        const auto fifth = wait.count() / 5;
        const auto shift =
            static_cast<std::int64_t>(waiting.random.next() % static_cast<std::uint64_t>(2 * fifth + 1)) -
            fifth;
        const Millis pause{wait.count() + shift};
        if (waiting.clock.now() + pause > until) return answer;
        waiting.pause(pause);
        wait *= 2;
    }
}

} // namespace docket::s3
