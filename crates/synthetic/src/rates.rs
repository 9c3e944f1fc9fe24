//! Rates and distributions of the invented registry.
//!
//! From the domain specification, 3.4 "Synthetic defaults" (a design default resting on the published results in the
//! same section), unless another reason is given. Probabilities are between 0 and 1.

/// Days of referrals, the last being the day the registry is made for: three years.
pub const DAYS: i64 = 1_095;

/// Share of men.
pub const MEN: f64 = 0.74;
/// Mean age at referral, in years.
pub const AGE_MEAN: f64 = 65.0;
/// Standard deviation of the age.
pub const AGE_DEVIATION: f64 = 11.0;
/// Youngest and oldest.
pub const AGE_BOUNDS: (f64, f64) = (30.0, 92.0);

/// Starts per 1,000 inhabitants and year.
pub const STARTS_PER_1000: f64 = 1.3;
/// How much municipalities differ in it (standard deviation).
pub const STARTS_DEVIATION: f64 = 0.25;

/// Share of referred citizens who are never met. Default of the product.
pub const NEVER_MET: f64 = 0.06;
/// Share of started courses ended by death. Default of the product.
pub const DEATHS: f64 = 0.012;
/// Share of started courses ended by a move to another municipality or back to hospital. Default of the product.
pub const TRANSFERS: f64 = 0.025;

/// Final meeting held less than 180 days after the initial one; of those neither dead nor transferred.
pub const PERSISTENCE: f64 = 0.71;
/// How much municipalities differ in it (standard deviation).
pub const PERSISTENCE_DEVIATION: f64 = 0.05;
/// Final meeting held, but 180 days or more after the initial one: 25 of 690 in the published study.
pub const LATE: f64 = 0.036;
/// Finished, but the end form was never filled in.
pub const END_FORM_MISSING: f64 = 0.06;
/// Everybody else drops out.
pub const DROP_OUT: f64 = 1.0 - PERSISTENCE - LATE - END_FORM_MISSING;

/// Share who train in the municipality. Default of the product.
pub const TRAINING: f64 = 0.86;
/// Attended at least 80 % of the planned sessions, of those who completed with training.
pub const SESSIONS_80: f64 = 0.68;
/// Share with 24 planned sessions; the others have 16.
pub const SESSIONS_24: f64 = 0.80;

/// No paired test, of those who completed with training.
pub const UNPAIRED_TEST: f64 = 0.15;
/// Medical contraindication against the test. Default of the product.
pub const CONTRAINDICATED: f64 = 0.03;
/// Maximal watt at the start, mean and standard deviation: men, women.
pub const WATT: [(f64, f64); 2] = [(145.0, 45.0), (95.0, 30.0)];
/// Gain in watt, mean and standard deviation, as a share.
pub const WATT_GAIN: (f64, f64) = (0.14, 0.12);
/// Six-minute walk test in metres at the start, mean and standard deviation.
pub const SIX_MWT: (f64, f64) = (480.0, 100.0);
/// Gain in the six-minute walk test, mean and standard deviation, as a share.
pub const SIX_MWT_GAIN: (f64, f64) = (0.09, 0.08);
/// Both tests, watt only, walk test only. With the gains above this makes 70 % gain at least 10 % in one of them.
pub const TEST_MIX: [f64; 3] = [0.57, 0.33, 0.10];

/// Daily smokers at the start; with the occasional ones 19 %.
pub const DAILY_SMOKERS: f64 = 0.14;
/// Occasional smokers at the start.
pub const OCCASIONAL_SMOKERS: f64 = 0.05;
/// Former smokers at the start. Default of the product.
pub const FORMER_SMOKERS: f64 = 0.45;
/// Smokers at the start who have quit at the end.
pub const QUIT: f64 = 0.38;

/// Dietary treatment by a clinical dietitian or an MSc in Clinical Nutrition, of those who completed.
pub const DIET: f64 = 0.62;
/// HADS filled in at the end, of those who completed.
pub const HADS_AT_END: f64 = 0.70;
/// How much municipalities differ in smoking cessation, diet and HADS (standard deviation). Default of the product.
pub const PRACTICE_DEVIATION: f64 = 0.07;

/// Mean HADS anxiety at the start (gamma-distributed).
pub const HADS_A: f64 = 5.5;
/// Mean HADS depression at the start (gamma-distributed).
pub const HADS_D: f64 = 4.0;
/// Mean drop in both from start to end.
pub const HADS_DROP: f64 = 1.0;
/// Mean HeartQoL (global) at the start.
pub const HEARTQOL_START: f64 = 2.1;
/// Mean HeartQoL (global) at the end.
pub const HEARTQOL_END: f64 = 2.4;

/// Share of start forms that do not state the unit. Default of the product.
pub const SITE_NOT_STATED: f64 = 0.06;

/// Share of optional questions without any answer, and with only a missing reason. Default of the product.
pub const UNANSWERED: (f64, f64) = (0.12, 0.05);
