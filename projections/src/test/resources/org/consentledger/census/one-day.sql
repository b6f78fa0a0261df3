-- The census of one day, from the tables of the same facts: what the platform of this load run needs of the law, and no more. Without
-- coordinates, retractions, sentinels and suppressions.
with purpose as (
    select purpose as q, split_part(purpose, '.', 1) = 'advertising' as advertises from standing.purpose),
covered as (
    select p.purpose as word, q.q from standing.purpose p join purpose q on q.q = p.purpose or starts_with(q.q, p.purpose || '.')),
ruled as (
    select exists (select from standing.policy where occurred_at <= %1$s) as ruled),
assigned as (
    select distinct on (collection, q) collection, q, basis
    from standing.assignment join covered on word = purpose
    where occurred_at <= %1$s
    order by collection, q, occurred_at desc),
said as (
    select distinct on (person, q) person, q,
           case when not positive then 'CONSENT_NEGATIVE' when expires_at <= %1$s then 'CONSENT_EXPIRED' else 'PERMITTED' end as said
    from standing.consent join covered on word = purpose
    where occurred_at <= %1$s
    order by person, q, occurred_at desc),
asked as (
    select distinct person, q
    from census.served join census.disclosed using (notice, version, language) join covered on word = disclosed.purpose
    where served.occurred_at <= %1$s and disclosed.occurred_at <= %1$s),
erased as (
    select person from standing.erasure where occurred_at <= %1$s),
removed as (
    select contact_point, max(occurred_at) as upto from standing.removal where occurred_at <= %1$s group by 1),
outcome as (
    select c.contact_point, c.person, c.unknown, c.occurred_at, c.collection, q,
           case when erased.person is not null then 'ERASED'
                when c.occurred_at <= removed.upto then 'REMOVED'
                when ruled and advertises and surface = 'two-factor-enrolment' then 'RULE'
                when basis is null then 'PURPOSE_NOT_ASSIGNED'
                when basis = 'consent' then coalesce(said, case when asked.person is null then 'NEVER_ASKED' else 'CONSENT_MISSING' end)
                when basis = 'legitimate-interests' and said = 'CONSENT_NEGATIVE' then 'OBJECTED'
                else 'PERMITTED' end as outcome
    from standing.collection c
    cross join purpose
    cross join ruled
    left join assigned using (collection, q)
    left join said using (person, q)
    left join asked using (person, q)
    left join erased using (person)
    left join removed using (contact_point)
    where c.occurred_at <= %1$s),
ranked as (
    select *, case outcome when 'PERMITTED' then 9 when 'ERASED' then 1 when 'REMOVED' then 2 when 'RULE' then 3
                           when 'PURPOSE_NOT_ASSIGNED' then 4 else 5 end as rank
    from outcome),
point as (
    select distinct on (contact_point, q) q, outcome
    from ranked order by contact_point, q, rank desc, occurred_at desc, collection desc),
person as (
    select distinct on (person, q) q, unknown, outcome
    from ranked order by person, q, rank desc, occurred_at desc, collection desc)
select q, 'contact-points', outcome, count(*) from point group by 1, 3
union all
select q, case when unknown then 'unknown-persons' else 'persons' end, outcome, count(*) from person group by 1, 2, 3
