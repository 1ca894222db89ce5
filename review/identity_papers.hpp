// The papers a petitioner may identify himself or herself with: what shape a number of each kind has, and
// what it tells. A number that does not fit its kind is a doubt for a person; nothing here changes a number,
// and nothing refuses one. Pure; any thread.
#pragma once

#include "pipeline/base/clock.hpp"
#include "pipeline/base/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace docket::review {

enum class IdKind : std::uint8_t {
    resident_id,        // 居民身份证
    residence_permit,   // 港澳台居民居住证
    hm_travel_permit,   // 港澳居民来往内地通行证
    tw_travel_permit,   // 台湾居民来往大陆通行证
    passport,           // 护照
    permanent_resident, // 外国人永久居留证
    officer,            // 军官证
    credit_code,        // 统一社会信用代码
};
inline constexpr std::array id_kinds{
    IdKind::resident_id, IdKind::residence_permit,   IdKind::hm_travel_permit, IdKind::tw_travel_permit,
    IdKind::passport,    IdKind::permanent_resident, IdKind::officer,          IdKind::credit_code};
std::string_view name(IdKind kind);
std::string_view chinese(IdKind kind);          // as documents print it
Result<IdKind> parse_id_kind(std::string_view); // invalid "id.kind_unknown"

// The kind whose shape the number has: what is proposed where nobody said which. Where none fits, 居民身份证.
IdKind likely_kind(std::string_view number);

// Why a number may be none of its kind, in a sentence; empty where it fits or there is none. 居民身份证,
// 港澳台居民居住证 and 外国人永久居留证 of 18 characters have a day of birth and a check character (GB
// 11643), 统一社会信用代码 its own (GB 32100); the rest have a shape alone.
std::string_view doubt_of(IdKind kind, std::string_view number);

// The day of birth that a number of 18 characters tells; none where it does not fit.
std::optional<Date> born(IdKind kind, std::string_view number);

// Where the bearer is from, as the paper tells it; what does not tell is taken for the mainland.
enum class Origin : std::uint8_t { mainland, hong_kong, macao, taiwan, foreign };
Origin origin_of(IdKind kind, std::string_view number);
std::string_view chinese(Origin origin); // 涉港, 涉澳, 涉台, 涉外; empty for the mainland

} // namespace docket::review
