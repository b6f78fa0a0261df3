-- The law in SQL, over the tables of this view, at any coordinates. Held to the law's own function on generated histories.
-- The functions stay while the tables are replaced under them, so that no parameter or variable has a table's row type.

-- Whether a fact at these times counts, retractions apart.
create or replace function %1$s.reached(place bigint, known_at timestamptz, known timestamptz, ledger_size bigint)
returns boolean language sql immutable parallel safe
return place <= ledger_size and (known is null or known_at <= known);

create or replace function %1$s.counts(fact_place bigint, occurred_at timestamptz, known_at timestamptz,
                            at timestamptz, known timestamptz, ledger_size bigint)
returns boolean language sql stable parallel safe as $$
    select fact_place <= ledger_size and (known is null or known_at <= known) and occurred_at <= at
       and not exists (select from standing.retraction r
                       where r.target = fact_place and r.place <= ledger_size and (known is null or r.known_at <= known))
$$;

create or replace function %1$s.covers(wide text, narrow text)
returns boolean language sql immutable parallel safe
return narrow = wide or starts_with(narrow, wide || '.');

-- The latest word on an assignment: no row where nobody spoke, a null basis where it revokes.
create or replace function %1$s.latest_assignment(of_collection uuid, of_purpose text,
                                       at timestamptz, known timestamptz, ledger_size bigint)
returns table (basis text) language sql stable parallel safe as $$
    select case when bool_or(a.basis is null) then null
                else (array_agg(a.basis order by array_position(array['consent', 'legitimate-interests', 'public-task',
                      'contract', 'vital-interests', 'legal-obligation'], a.basis)))[1] end
    from standing.assignment a
    where a.collection = of_collection and standing.covers(a.purpose, of_purpose)
      and standing.counts(a.place, a.occurred_at, a.known_at, at, known, ledger_size)
    group by a.occurred_at order by a.occurred_at desc limit 1
$$;

-- The latest word of a person that reaches a contact point: positive, negative, expired; no row where nobody spoke.
create or replace function %1$s.latest_consent(of_person uuid, of_contact_point uuid, of_tags uuid[], of_purpose text,
                                    expired_speaks boolean, at timestamptz, known timestamptz, ledger_size bigint)
returns table (word text) language sql stable parallel safe as $$
    select case when said.negative then 'negative' when said.expires_at <= at then 'expired' else 'positive' end
    from (select w.occurred_at, bool_or(not w.positive) as negative, min(w.expires_at) as expires_at
          from standing.consent w
          where w.person = of_person and standing.covers(w.purpose, of_purpose)
            and standing.counts(w.place, w.occurred_at, w.known_at, at, known, ledger_size)
            and (w.contact_point is null or w.contact_point = of_contact_point or w.tags && of_tags
                 or exists (select from standing.collection s
                            where s.contact_point = w.contact_point and s.tags && of_tags
                              and standing.counts(s.place, s.occurred_at, s.known_at, at, known, ledger_size)))
          group by w.occurred_at) said
    where expired_speaks or said.negative or said.expires_at is null or said.expires_at > at
    order by said.occurred_at desc limit 1
$$;

do $$ begin
    create type %1$s.outcome as (line integer, permitted boolean, reason text, rule text);
exception when duplicate_object then null;
end $$;

-- The table of the law's section 6 from line 5 on.
create or replace function %1$s.on_basis(of_person uuid, of_contact_point uuid, of_tags uuid[], of_purpose text, basis text, rule text,
                              at timestamptz, known timestamptz, ledger_size bigint)
returns %1$s.outcome language plpgsql stable parallel safe as $$
declare
    word text;
begin
    if basis not in ('consent', 'legitimate-interests', 'public-task') then
        return row(5, true, 'BASIS', rule)::standing.outcome;
    end if;
    select l.word into word from standing.latest_consent(
        of_person, of_contact_point, of_tags, of_purpose, basis = 'consent', at, known, ledger_size) l;
    if basis <> 'consent' then
        return case when word = 'negative' then row(5, false, 'OBJECTED', rule)::standing.outcome else row(5, true, 'BASIS', rule)::standing.outcome end;
    end if;
    return case word when 'positive' then row(5, true, 'CONSENT', rule)::standing.outcome
                     when 'negative' then row(5, false, 'CONSENT_NEGATIVE', rule)::standing.outcome
                     when 'expired' then row(5, false, 'CONSENT_EXPIRED', rule)::standing.outcome
                     else row(5, false, 'CONSENT_MISSING', rule)::standing.outcome end;
end $$;

-- Whether every condition of a rule holds; an absent one always does.
create or replace function %1$s.holds(rule jsonb, of_place bigint, of_purpose text,
                           at timestamptz, known timestamptz, ledger_size bigint)
returns boolean language sql stable parallel safe as $$
    select (rule->'surfaces' is null or rule->'surfaces' ? c.surface)
       and (rule->'suppliers' is null or rule->'suppliers' ? c.supplied_by)
       and (rule->'channels' is null or rule->'channels' ? c.channel)
       and (rule->'jurisdictions' is null or rule->'jurisdictions' ? c.jurisdiction)
       and (rule->'notices' is null or coalesce(rule->'notices' ? c.notice, false))
       and (rule->>'usedFor' is null or standing.covers(rule->>'usedFor', of_purpose))
       and (rule->>'assignedWithin' is null or exists (
            select from standing.assignment a
            where a.collection = c.collection and a.basis is not null
              and standing.covers(rule->>'assignedWithin', a.purpose)
              and standing.counts(a.place, a.occurred_at, a.known_at, at, known, ledger_size)
              and exists (select from standing.latest_assignment(a.collection, a.purpose, at, known, ledger_size) l
                          where l.basis is not null)))
    from standing.collection c where c.place = of_place
$$;

-- What one collection says.
create or replace function %1$s.outcome_of(of_place bigint, of_purpose text, rules jsonb,
                                at timestamptz, known timestamptz, ledger_size bigint)
returns %1$s.outcome language plpgsql stable parallel safe as $$
declare
    c record;
    of_tags uuid[];
    decided jsonb;
    basis text;
    found_assignment boolean;
begin
    select * into c from standing.collection where place = of_place;
    if exists (select from standing.erasure e where e.person = c.person and e.occurred_at <= at
               and standing.reached(e.place, e.known_at, known, ledger_size)) then
        return row(1, false, 'ERASED', null)::standing.outcome;
    end if;
    if exists (select from standing.sentinel s where s.contact_point = c.contact_point
               and standing.counts(s.place, s.occurred_at, s.known_at, at, known, ledger_size)) then
        return row(1, false, 'SENTINEL', null)::standing.outcome;
    end if;
    if exists (select from standing.suppressed s
               join standing.collection o on o.place = s.collected
               join standing.erasure e on e.place = s.erased
               where s.contact_point = c.contact_point and e.occurred_at <= at
                 and standing.reached(e.place, e.known_at, known, ledger_size)
                 and standing.counts(o.place, o.occurred_at, o.known_at, at, known, ledger_size)
                 and not exists (select from standing.lifted l
                                 where l.person = e.person and (l.key is null or l.key = s.key) and l.occurred_at > e.occurred_at
                                   and standing.counts(l.place, l.occurred_at, l.known_at, at, known, ledger_size))) then
        return row(1, false, 'SUPPRESSED', null)::standing.outcome;
    end if;
    if exists (select from standing.removal r
               where (r.collection = c.collection
                      or (r.collection is null and r.contact_point = c.contact_point and c.occurred_at <= r.occurred_at))
                 and standing.counts(r.place, r.occurred_at, r.known_at, at, known, ledger_size)) then
        return row(2, false, 'REMOVED', null)::standing.outcome;
    end if;
    select array_agg(distinct tag) into of_tags
    from standing.collection o, unnest(o.tags) tag
    where o.contact_point = c.contact_point
      and standing.counts(o.place, o.occurred_at, o.known_at, at, known, ledger_size);
    of_tags := coalesce(of_tags, '{}');
    select r.rule into decided
    from jsonb_array_elements(rules) with ordinality r(rule, nth)
    where standing.holds(r.rule, of_place, of_purpose, at, known, ledger_size)
    order by r.nth limit 1;
    if decided->>'effect' = 'refuse' then
        return row(3, false, 'RULE', decided->>'id')::standing.outcome;
    elsif decided->>'effect' = 'allow' then
        return standing.on_basis(c.person, c.contact_point, of_tags, of_purpose, decided->>'basis', decided->>'id', at, known, ledger_size);
    end if;
    select true, l.basis into found_assignment, basis
    from standing.latest_assignment(c.collection, of_purpose, at, known, ledger_size) l;
    if found_assignment is null then
        return row(4, false, 'PURPOSE_NOT_ASSIGNED', null)::standing.outcome;
    elsif basis is null then
        return row(4, false, 'PURPOSE_REVOKED', null)::standing.outcome;
    end if;
    return standing.on_basis(c.person, c.contact_point, of_tags, of_purpose, basis, null, at, known, ledger_size);
end $$;

-- May this contact point be used for this purpose? The answer of the law, with the place of the collection behind it.
create or replace function %1$s.verdict(of_contact_point uuid, of_purpose text, at timestamptz default now(),
                             known timestamptz default null, ledger_size bigint default 9223372036854775807,
                             hypothetical_policy text default null)
returns table (verdict text, reason text, rule text, collected bigint, policy_version text)
language plpgsql stable parallel safe as $$
declare
    policy record;
begin
    if ledger_size < 9223372036854775807 and ledger_size > coalesce((select place from feed.position where schema = 'standing'), 0) then
        raise exception 'ledger_size: must be a size that the view has reached' using errcode = 'invalid_parameter_value';
    end if;
    if hypothetical_policy is null then
        select p.* into policy from standing.policy p
        where standing.counts(p.place, p.occurred_at, p.known_at, at, known, ledger_size)
        order by p.occurred_at desc, p.version desc, p.place limit 1;
    else
        select p.* into policy from standing.policy p
        where p.version = hypothetical_policy and p.place <= ledger_size order by p.place limit 1;
        if policy.place is null then
            raise exception 'policy: must be a version adopted at or below the ledger size' using errcode = 'invalid_parameter_value';
        end if;
    end if;
        return query
        with outcomes as materialized (
            select c.place, c.occurred_at, c.collection,
                   standing.outcome_of(c.place, of_purpose, coalesce(policy.rules, '[]'), at, known, ledger_size) as o
            from standing.collection c
            where c.contact_point = of_contact_point
              and standing.counts(c.place, c.occurred_at, c.known_at, at, known, ledger_size)),
        combined as (
            select case when coalesce(policy.combine, 'any') = 'any' then bool_or((o).permitted)
                        else bool_or((o).line > 2) and bool_and((o).permitted) filter (where (o).line > 2) end as permitted
            from outcomes having count(*) > 0)
        select case when (x.o).permitted then 'permitted' else 'refused' end, (x.o).reason, (x.o).rule, x.place,
               coalesce(policy.version, '')
        from outcomes x, combined
        where (x.o).permitted = coalesce(combined.permitted, false)
        order by (x.o).line desc, x.occurred_at desc, x.collection::text collate "C" desc, x.place desc limit 1;
        if found then
            return;
        end if;
    return query
    select 'refused',
           case when exists (select from standing.collection c where c.contact_point = of_contact_point
                             and standing.counts(c.place, c.occurred_at, c.known_at, 'infinity', known, ledger_size))
                then 'NOT_COLLECTED' else 'NO_RECORD' end,
           null::text, null::bigint, coalesce(policy.version, '');
end $$;
comment on function %1$s.verdict is 'The verdict of the law at any coordinates.';
