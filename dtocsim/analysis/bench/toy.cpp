// The toy network of toy.py by hand: the same draws, the same order of events, the same tally, nothing general.
// Reads the numbers that toy_numbers writes; prints counts and the seconds spent in the simulation.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <iostream>
#include <vector>

using i64 = std::int64_t;
using u64 = std::uint64_t;
constexpr i64 DAY = 86400;
constexpr i64 FOREVER = i64(1) << 60;

static u64 mix(u64 bits) {
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31);
}
static u64 derive(u64 key, u64 item) {
    return mix(mix(key + 0x9E3779B97F4A7C15ULL) ^ (item * 0x9E3779B97F4A7C15ULL + 0xBF58476D1CE4E5B9ULL));
}
static double uniform(u64 key, u64 purpose) {
    return (double(mix(mix(key ^ purpose)) >> 11) + 0.5) * 0x1p-53;
}
static double exponential_quantile(double u) {
    const double rest = 1.0 - u;
    return rest == 1.0 ? u : -std::log(rest) * (u / (1.0 - rest));
}
template <size_t N> static double polynomial(const double (&c)[N], double r) {
    double sum = c[0];
    for (size_t i = 1; i < N; ++i) sum = sum * r + c[i];
    return sum;
}
// Wichura 1988, algorithm AS 241.
static double normal_quantile(double u) {
    static const double a[] = {2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
                               1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0};
    static const double b[] = {5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
                               5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0};
    static const double c[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
                               3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0};
    static const double d[] = {1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
                               6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0};
    static const double e[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
                               2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0};
    static const double f[] = {2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
                               1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};
    const double q = u - 0.5;
    if (std::fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * (polynomial(a, r) / polynomial(b, r));
    }
    const double r = std::sqrt(-std::log(q < 0 ? u : 1.0 - u));
    const double z = r <= 5.0 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5.0) / polynomial(f, r - 5.0);
    return q < 0 ? -z : z;
}
static i64 whole(double seconds) { return seconds >= 1e15 ? FOREVER : std::max(i64(0), i64(std::floor(seconds + 0.5))); }

struct Numbers {
    i64 places, days, capacity[4];
    double gap, stay_mu, stay_sigma, assessment_mu, assessment_sigma, care_mean, home_mean, assessed, to_care;
    u64 gap_purpose, accept_purpose, needs, destination, stay, assessment, care_home, home_care;
};
enum Pool { BEDS, TEAM, CARE, HOME };
enum Stage { IN_STAY, IN_ASSESSMENT, IN_CARE };
enum Phase { HOLD_END = 0, ARRIVAL = 1 };

struct Event {
    i64 when;
    u64 key;
    int who;
    bool operator>(const Event& other) const { return when > other.when || (when == other.when && key > other.key); }
};
struct Person {
    u64 key;
    i64 joined, bed_since, place_since;
    int stage, place;
};
struct PoolState {
    i64 capacity = 0, occupied = 0, changed = 0, queue_changed = 0;
    i64 occupied_ticks = 0, held_ticks = 0, queue_ticks = 0, waited_ticks = 0, requests = 0, grants = 0, waits[11] = {};
    std::vector<i64> midnight, waiting_at_midnight;
    std::deque<int> queue;
};

static int wait_bin(i64 waited) {
    static const i64 edges[] = {1, 4, 12, 24, 48, 96, 168, 336, 672, 1344};
    return int(std::upper_bound(edges, edges + 10, waited / 3600) - edges);
}

struct Place {
    const Numbers& n;
    u64 base, count = 0, next_key = 0;
    i64 end, now = 0, arrival_tick = 0, events = 0, arrived = 0, left = 0;
    PoolState pools[4];
    std::vector<Event> heap;
    std::vector<Person> people;
    std::vector<int> unused;

    Place(const Numbers& numbers, u64 key) : n(numbers), base(key), end(numbers.days * DAY) {
        for (int pool = 0; pool < 4; ++pool) {
            pools[pool].capacity = n.capacity[pool];
            pools[pool].midnight.assign(n.days + 1, 0);
            pools[pool].waiting_at_midnight.assign(n.days + 1, 0);
        }
    }
    void schedule(i64 tick, Phase phase, u64 key, int who) {
        if (tick >= end) return;
        heap.push_back({tick * 2 + phase, key, who});
        std::push_heap(heap.begin(), heap.end(), std::greater<>());
    }
    void next_arrival() {
        const u64 key = derive(base, count++);
        arrival_tick += i64(std::floor(exponential_quantile(uniform(key, n.gap_purpose)) * n.gap + 0.5));
        if (uniform(key, n.accept_purpose) >= 1.0) return;
        next_key = key;
        schedule(arrival_tick, ARRIVAL, key, -1);
    }
    size_t midnight() const { return size_t((now + DAY - 1) / DAY); }
    void occupy(PoolState& pool, i64 change) {
        pool.occupied_ticks += pool.occupied * (now - pool.changed);
        pool.changed = now;
        pool.occupied += change;
        pool.midnight[midnight()] += change;
    }
    void wait(PoolState& pool, i64 before, i64 change) {
        pool.queue_ticks += before * (now - pool.queue_changed);
        pool.queue_changed = now;
        pool.waiting_at_midnight[midnight()] += change;
    }
    void seize(int pool_number, int who) {
        PoolState& pool = pools[pool_number];
        ++pool.requests;
        if (pool.queue.empty() && pool.occupied < pool.capacity) return granted(pool_number, who, 0);
        people[who].joined = now;
        wait(pool, i64(pool.queue.size()), 1);
        pool.queue.push_back(who);
    }
    void release(int pool_number, i64 since) {
        PoolState& pool = pools[pool_number];
        occupy(pool, -1);
        pool.held_ticks += now - since;
        if (pool.queue.empty() || pool.occupied >= pool.capacity) return;
        const int who = pool.queue.front();
        wait(pool, i64(pool.queue.size()), -1);
        pool.queue.pop_front();
        pool.waited_ticks += now - people[who].joined;
        granted(pool_number, who, now - people[who].joined);
    }
    void granted(int pool_number, int who, i64 waited) {
        PoolState& pool = pools[pool_number];
        occupy(pool, 1);
        ++pool.grants;
        ++pool.waits[wait_bin(waited)];
        Person& person = people[who];
        if (pool_number == BEDS) {
            person.bed_since = now;
            hold(who, IN_STAY, whole(std::exp(n.stay_mu + n.stay_sigma * normal_quantile(uniform(person.key, n.stay)))));
        } else if (pool_number == TEAM) {
            person.place_since = now;
            const double z = normal_quantile(uniform(person.key, n.assessment));
            hold(who, IN_ASSESSMENT, whole(std::exp(n.assessment_mu + n.assessment_sigma * z)));
        } else {
            person.place_since = now;
            person.place = pool_number;
            const bool care = pool_number == CARE;
            const double u = uniform(person.key, care ? n.care_home : n.home_care);
            hold(who, IN_CARE, whole((care ? n.care_mean : n.home_mean) * exponential_quantile(u)));
            release(BEDS, person.bed_since);
        }
    }
    void hold(int who, int stage, i64 ticks) {
        people[who].stage = stage;
        schedule(now + ticks, HOLD_END, people[who].key, who);
    }
    void leave(int who) {
        unused.push_back(who);
        ++left;
    }
    void hold_end(int who) {
        const Person person = people[who];
        if (person.stage == IN_STAY) {
            if (uniform(person.key, n.needs) < n.assessed) return seize(TEAM, who);
            leave(who);
            release(BEDS, person.bed_since);
        } else if (person.stage == IN_ASSESSMENT) {
            release(TEAM, person.place_since);
            seize(uniform(person.key, n.destination) < n.to_care ? CARE : HOME, who);
        } else {
            leave(who);
            release(person.place, person.place_since);
        }
    }
    void arrival() {
        int who = int(people.size());
        if (unused.empty()) {
            people.emplace_back();
        } else {
            who = unused.back();
            unused.pop_back();
        }
        people[who].key = next_key;
        ++arrived;
        seize(BEDS, who);
        next_arrival();
    }
    void run() {
        next_arrival();
        while (!heap.empty()) {
            const Event event = heap.front();
            std::pop_heap(heap.begin(), heap.end(), std::greater<>());
            heap.pop_back();
            now = event.when >> 1;
            ++events;
            if (event.who < 0) arrival();
            else hold_end(event.who);
        }
        now = end;
        for (PoolState& pool : pools) occupy(pool, 0);
    }
};

int main() {
    Numbers n;
    std::cin >> n.places >> n.days;
    for (i64& capacity : n.capacity) std::cin >> capacity;
    for (double* number : {&n.gap, &n.stay_mu, &n.stay_sigma, &n.assessment_mu, &n.assessment_sigma, &n.care_mean,
                           &n.home_mean, &n.assessed, &n.to_care}) std::cin >> *number;
    for (u64* purpose : {&n.gap_purpose, &n.accept_purpose, &n.needs, &n.destination, &n.stay, &n.assessment,
                         &n.care_home, &n.home_care}) std::cin >> *purpose;
    std::vector<u64> keys(n.places);
    for (u64& key : keys) std::cin >> key;
    const auto started = std::chrono::steady_clock::now();
    i64 events = 0, arrived = 0, left = 0, bed_ticks = 0, checksum = 0;
    for (u64 key : keys) {
        Place place(n, key);
        place.run();
        events += place.events, arrived += place.arrived, left += place.left;
        bed_ticks += place.pools[BEDS].occupied_ticks;
        // Without a use of them the compiler might leave tallies out.
        for (const PoolState& pool : place.pools) checksum += pool.waits[0] + pool.queue_ticks + pool.waited_ticks + pool.held_ticks + pool.midnight[0];
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
    std::printf("%lld %lld %lld %lld %.6f %lld\n", (long long)events, (long long)arrived, (long long)left, (long long)bed_ticks,
                seconds.count(), (long long)checksum);
}
