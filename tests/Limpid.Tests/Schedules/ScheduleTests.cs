using Limpid.Schedules;

namespace Limpid.Tests.Schedules;

public sealed class ScheduleTests
{
    private sealed record TorchFile(TorchCase[] Cases);

    private sealed record TorchCase(
        Schedule Spec,
        long TotalSteps,
        int StepsPerEpoch,
        double[] ValidationLosses,
        double[] Factors
    );

    public static TheoryData<string> Kinds => [.. TheList.Names<Schedule>()];

    [Fact]
    public void Every_kind_is_in_the_list() => TheList.HoldsEveryKind<Schedule>();

    [Fact]
    public void Names_are_kebab_case() => TheList.NamesAreKebabCase<Schedule>();

    [Theory, MemberData(nameof(Kinds))]
    public void Its_name_alone_makes_a_valid_one_that_survives_json(string kind)
    {
        Schedule schedule = ByName(kind);
        schedule.Validate();
        TheList.SurvivesJson(schedule);
    }

    [Fact]
    public void A_schedule_within_a_schedule_survives_json() =>
        TheList.SurvivesJson<Schedule>(new WarmUp(Steps: 7, Then: new Cosine(0.25)));

    [Fact]
    public void PyTorch_gives_the_same_factors()
    {
        foreach (TorchCase judged in Golden.Read<TorchFile>("schedules.json").Cases)
            for (int step = 0; step < judged.TotalSteps; step++)
                Assert.Equal(judged.Factors[step], At(judged, step), 1e-12);
    }

    [Fact]
    public void PyTorch_judges_every_kind() =>
        Assert.Equal(
            TheList.Defaults<Schedule>().Select(kind => kind.GetType()).ToHashSet(),
            Golden.Read<TorchFile>("schedules.json").Cases.Select(judged => judged.Spec.GetType()).ToHashSet()
        );

    [Theory, MemberData(nameof(Kinds))]
    public void Factors_lie_between_0_and_1(string kind) =>
        Gen.Select(Gen.Long[1, 5000], Gen.Long[1, 100], Gen.Double[0, 1], Gen.Double.Array[0, 60])
            .Sample(
                (total, perEpoch, part, losses) =>
                    ByName(kind).Factor(new((long)(part * (total - 1)), total, perEpoch), losses) is >= 0 and <= 1
            );

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(10), InlineData(1000)]
    public void One_cycle_ends_where_it_says_however_short(int total)
    {
        var schedule = new OneCycle();
        if (total >= 4)
            Assert.Equal(schedule.Start, schedule.Factor(new(0, total, 1), []), 1e-12);
        if (total >= 2)
            Assert.Equal(schedule.Start * schedule.Final, schedule.Factor(new(total - 1, total, 1), []), 1e-12);
        for (int step = 0; step < total; step++)
            Assert.InRange(schedule.Factor(new(step, total, 1), []), 0, 1);
    }

    [Fact]
    public void One_cycle_peaks_at_the_base_rate() =>
        Assert.Equal(1, new OneCycle(0.3).Factor(new(29, 100, 10), []), 1e-12);

    [Fact]
    public void Cosine_falls_from_1_to_its_final_factor()
    {
        var schedule = new Cosine(0.1);
        Assert.Equal(1, schedule.Factor(new(0, 100, 10), []));
        Assert.Equal(0.55, schedule.Factor(new(50, 100, 10), []), 1e-12);
        Assert.Equal(0.1, schedule.Factor(new(100, 100, 10), []), 1e-12);
        for (int step = 0; step < 100; step++)
            Assert.True(schedule.Factor(new(step, 100, 10), []) > schedule.Factor(new(step + 1, 100, 10), []));
    }

    [Theory]
    [InlineData(0, 0.1), InlineData(8, 0.9), InlineData(9, 1), InlineData(10, 1), InlineData(99, 1)]
    public void Warm_up_climbs_in_equal_steps_and_then_stays(int step, double factor) =>
        Assert.Equal(factor, new WarmUp(Epochs: 2).Factor(new(step, 100, 5), []), 1e-12);

    [Fact]
    public void No_warm_up_is_what_follows() =>
        Gen.Int[0, 99]
            .Sample(step =>
                new WarmUp(Steps: 0, Then: new Cosine()).Factor(new(step, 100, 5), [])
                == new Cosine().Factor(new(step, 100, 5), [])
            );

    [Fact]
    public void A_plateau_is_a_function_of_the_losses_alone() =>
        Gen.Select(Gen.Double[0, 2].Array[0, 40], Gen.Long[0, 1000])
            .Sample(
                (losses, step) =>
                    new ReduceOnPlateau(0.5, 2).Factor(new(step, 1000, 10), losses)
                    == new ReduceOnPlateau(0.5, 2).Factor(new(0, 1, 1), losses)
            );

    [Fact]
    public void Losses_that_are_not_numbers_are_no_progress() =>
        Assert.Equal(
            0.25,
            new ReduceOnPlateau(0.5, 1).Factor(new(5, 10, 1), [1, double.NaN, double.NaN, double.NaN, double.NaN])
        );

    [Fact]
    public void Members_that_cannot_be_meant_are_refused()
    {
        TheList.Refuses(new Step(0).Validate, "EveryEpochs");
        TheList.Refuses(new Step(By: 1.5).Validate, "By");
        TheList.Refuses(new Cosine(double.NaN).Validate, "Final");
        TheList.Refuses(new OneCycle(WarmUp: -0.1).Validate, "WarmUp");
        TheList.Refuses(new OneCycle(Start: 0).Validate, "Start");
        TheList.Refuses(new OneCycle(Final: 2).Validate, "Final");
        TheList.Refuses(new WarmUp(Epochs: double.PositiveInfinity).Validate, "Epochs");
        TheList.Refuses(new WarmUp(Steps: -1).Validate, "Steps");
        TheList.Refuses(new WarmUp(Then: new Cosine(-1)).Validate, "Final");
        TheList.Refuses(new ReduceOnPlateau(By: 0).Validate, "By");
        TheList.Refuses(new ReduceOnPlateau(Patience: -1).Validate, "Patience");
    }

    private static Schedule ByName(string kind) => TheList.Read<Schedule>($$"""{"type":"{{kind}}"}""");

    private static double At(TorchCase judged, int step)
    {
        int finished = Math.Min(judged.ValidationLosses.Length, step / judged.StepsPerEpoch);
        return judged.Spec.Factor(
            new(step, judged.TotalSteps, judged.StepsPerEpoch),
            judged.ValidationLosses.AsSpan(0, finished)
        );
    }
}
