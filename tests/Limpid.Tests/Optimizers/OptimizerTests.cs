using Limpid.Numerics;
using Limpid.Optimizers;
using Limpid.Schedules;

namespace Limpid.Tests.Optimizers;

public sealed class OptimizerTests
{
    public static TheoryData<string> Kinds => [.. TheList.Names<Optimizer>()];

    [Fact]
    public void Every_kind_is_in_the_list() => TheList.HoldsEveryKind<Optimizer>();

    [Fact]
    public void Names_are_kebab_case() => TheList.NamesAreKebabCase<Optimizer>();

    [Theory, MemberData(nameof(Kinds))]
    public void Its_name_alone_makes_a_valid_one_that_survives_json(string kind)
    {
        Optimizer optimizer = ByName(kind);
        optimizer.Validate();
        TheList.SurvivesJson(optimizer);
        TheList.SurvivesJson(optimizer with { Rate = 0.25, WeightDecay = 0.125 });
    }

    [Fact]
    public void Defaults_stand_when_json_leaves_members_out()
    {
        Assert.Equal(new AdamW(), TheList.Read<Optimizer>("""{"type":"adamw"}"""));
        Assert.Equal(new Adam(Beta1: 0.5), TheList.Read<Optimizer>("""{"type":"adam","beta1":0.5}"""));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Finds_the_bottom_of_a_bowl(string kind)
    {
        const int Steps = 3000;
        Optimizer optimizer = ByName(kind);
        var state = new State(optimizer, 20);
        for (int step = 0; step < Steps; step++)
        {
            for (int i = 0; i < 20; i++)
                state.Gradients[i] = (0.5f + 0.1f * i) * (state.Values[i] - i + 10);
            double factor = new Cosine().Factor(new(step, Steps, Steps), []);
            state.Update(optimizer, new(step + 1, 0.05 * factor, 0));
        }
        for (int i = 0; i < 20; i++)
            Assert.Equal(i - 10f, state.Values[i], 0.01f);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Two_windows_give_the_bits_of_one(string kind)
    {
        Optimizer optimizer = ByName(kind);
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 90], Gen.ULong)
            .Sample(
                (left, right, seed) =>
                {
                    State whole = Random(optimizer, left + right, seed),
                        parts = Random(optimizer, left + right, seed);
                    for (int number = 1; number <= 3; number++)
                    {
                        var step = new UpdateStep(number, 0.1, 0.01);
                        whole.Update(optimizer, step);
                        parts.Update(optimizer, step, 0, left);
                        parts.Update(optimizer, step, left, right);
                    }
                    Same(whole, parts);
                },
                iter: 50
            );
    }

    [Theory, MemberData(nameof(Kinds))]
    public void One_parameter_at_a_time_gives_the_bits_of_all_at_once(string kind)
    {
        Optimizer optimizer = ByName(kind);
        State whole = Random(optimizer, 50, 1),
            parts = Random(optimizer, 50, 1);
        for (int number = 1; number <= 5; number++)
        {
            var step = new UpdateStep(number, 0.1, 0.01);
            whole.Update(optimizer, step);
            for (int i = 0; i < 50; i++)
                parts.Update(optimizer, step, i, 1);
        }
        Same(whole, parts);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Zero_gradients_move_nothing_and_harm_nothing(string kind)
    {
        Optimizer optimizer = ByName(kind);
        State state = Random(optimizer, 40, 3);
        float[] before = [.. state.Values];
        state.Gradients.AsSpan().Clear();
        state.Update(optimizer, new(1, 0.1, 0));
        Assert.Equal(before, state.Values);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Weight_decay_pulls_towards_zero(string kind)
    {
        Optimizer optimizer = ByName(kind);
        State state = Random(optimizer, 40, 4);
        float[] before = [.. state.Values];
        state.Gradients.AsSpan().Clear();
        state.Update(optimizer, new(1, 1e-4, 0.5));
        for (int i = 0; i < 40; i++)
            Assert.InRange(state.Values[i] / before[i], float.MinValue, 1 - 1e-6f);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void An_update_allocates_nothing(string kind)
    {
        Optimizer optimizer = ByName(kind);
        State state = Random(optimizer, 1000, 5);
        state.Update(optimizer, new(1, 0.1, 0.01));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int number = 2; number < 50; number++)
            state.Update(optimizer, new(number, 0.1, 0.01));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Windows_of_other_lengths_are_refused(string kind)
    {
        Optimizer optimizer = ByName(kind);
        float[] ten = new float[10],
            first = new float[optimizer.Slots > 0 ? 10 : 0],
            second = new float[optimizer.Slots > 1 ? 10 : 0],
            nine = new float[9];
        foreach (
            Action wrong in (Action[])
                [
                    () => optimizer.Update(ten, nine, first, second, new(1, 0.1, 0)),
                    () => optimizer.Update(ten, ten, nine, second, new(1, 0.1, 0)),
                    () => optimizer.Update(ten, ten, first, nine, new(1, 0.1, 0)),
                ]
        )
            Assert.Equal(Fault.Mismatch, Assert.Throws<LimpidException>(wrong).Fault);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Rates_and_decays_that_cannot_be_meant_are_refused(string kind)
    {
        Optimizer optimizer = ByName(kind);
        foreach (double rate in (double[])[0, -0.1, double.NaN, double.PositiveInfinity])
            TheList.Refuses((optimizer with { Rate = rate }).Validate, "Rate");
        foreach (double decay in (double[])[-0.1, double.NaN, double.PositiveInfinity])
            TheList.Refuses((optimizer with { WeightDecay = decay }).Validate, "WeightDecay");
    }

    [Fact]
    public void Members_of_a_kind_that_cannot_be_meant_are_refused()
    {
        TheList.Refuses(new Momentum(Factor: 1).Validate, "Factor");
        TheList.Refuses(new Nesterov(Factor: double.NaN).Validate, "Factor");
        TheList.Refuses(new Adam(Beta1: 2).Validate, "Beta1");
        TheList.Refuses(new AdamW(Beta2: -0.1).Validate, "Beta2");
        TheList.Refuses(new Adam(Epsilon: 1e-60).Validate, "Epsilon");
        TheList.Refuses(new RmsProp(Decay: 1).Validate, "Decay");
        TheList.Refuses(new RmsProp(Epsilon: 0).Validate, "Epsilon");
    }

    [Fact]
    public void Without_decay_adamw_is_adam()
    {
        State adam = Random(new Adam(), 100, 6),
            adamW = Random(new AdamW(), 100, 6);
        adam.Update(new Adam(), new(1, 0.1, 0));
        adamW.Update(new AdamW(), new(1, 0.1, 0));
        Same(adam, adamW);
    }

    [Fact]
    public void Adams_first_update_moves_each_weight_by_the_rate() =>
        Gen.Double[1e-3, 1e3]
            .Sample(gradient =>
            {
                var state = new State(new Adam(), 1);
                state.Gradients[0] = (float)gradient;
                state.Update(new Adam(), new(1, 0.125, 0));
                Assert.Equal(-0.125f, state.Values[0], 1e-5f);
            });

    private static Optimizer ByName(string kind) => TheList.Read<Optimizer>($$"""{"type":"{{kind}}"}""");

    private static State Random(Optimizer optimizer, int length, ulong seed)
    {
        var state = new State(optimizer, length);
        var random = RandomStream.Named(seed, "optimizer test");
        for (int i = 0; i < length; i++)
            (state.Values[i], state.Gradients[i]) = ((float)random.NextNormal(), (float)random.NextNormal());
        return state;
    }

    private static void Same(State expected, State found)
    {
        Assert.Equal(expected.Values, found.Values);
        Assert.Equal(expected.First, found.First);
        Assert.Equal(expected.Second, found.Second);
    }
}
