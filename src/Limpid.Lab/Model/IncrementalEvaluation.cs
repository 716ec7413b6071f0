using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Lab;

/// <summary>
/// A network's answers to every digit of a set, recomputed after a change with as little work as possible. The input of
/// each small layer is cached, so that a change costs only its layer and those above. Digits are done in lots, and each
/// lot knows the first layer from which it is stale.
/// </summary>
internal sealed class IncrementalEvaluation
{
    /// <summary>Of each digit: its class, and how sure the network is of it.</summary>
    public const int Numbers = 2;

    private const int Rows = 250; // digits a lot
    private const int MostKept = 256; // numbers a digit: of 10,000 digits some ten megabytes

    private readonly Network _network;
    private readonly double _temperature;
    private readonly int[] _firsts;
    private readonly float[]?[] _kept;
    private readonly int[] _stale; // of each lot the first layer of the body to run
    private readonly float[] _said;
    private readonly byte[] _labels = new byte[Rows];

    public IncrementalEvaluation(Network network, double temperature, Dataset digits)
    {
        (_network, _temperature, Digits, Workspace) = (network, temperature, digits, new(network, Rows));
        _firsts = [.. network.Architecture.Columns().Select(column => column.First)];
        Workspace.Input(1);
        _kept =
        [
            .. _firsts.Select(first =>
                first > 0 && Workspace.Activation(first - 1).Columns is <= MostKept and var n
                    ? new float[digits.Count * n]
                    : null
            ),
        ];
        _stale = new int[(digits.Count + Rows - 1) / Rows];
        _said = new float[Numbers * digits.Count];
    }

    public Dataset Digits { get; }

    public Workspace Workspace { get; }

    public ReadOnlySpan<float> Said => _said;

    /// <summary>How many digits must be looked at again.</summary>
    public int Stale => Math.Min(Digits.Count, Rows * _stale.Count(IsStale));

    /// <summary>The time that the last bringing up to date has taken so far.</summary>
    public double Milliseconds { get; private set; }

    /// <summary>How many digits are answered right; of those that are up to date.</summary>
    public int Right()
    {
        int right = 0;
        for (int i = 0; i < Digits.Count; i++)
            right += !IsStale(_stale[i / Rows]) && (int)_said[Numbers * i] == Digits.Labels[i] ? 1 : 0;
        return right;
    }

    /// <summary>The layers of the body from one on have changed.</summary>
    public void Spoil(int from)
    {
        for (int lot = 0; lot < _stale.Length; lot++)
            _stale[lot] = Math.Min(_stale[lot], from);
        Milliseconds = 0;
    }

    /// <summary>The answers to some digits, brought up to date.</summary>
    public byte[] Answers(int first, int count)
    {
        int n = BatchPredictions.Part(Digits, first, count).Length;
        if (n == 0)
            return [];
        Bring(first, n);
        return FloatBytes.Bytes(_said.AsSpan(Numbers * first, Numbers * n));
    }

    /// <summary>Brings some digits up to date.</summary>
    public void Bring(int first, int count)
    {
        for (int lot = first / Rows; lot * Rows < first + count; lot++)
            if (IsStale(_stale[lot]))
                Run(lot);
    }

    /// <summary>Brings lots up to date until all are, or the time is over.</summary>
    public void Work(double milliseconds)
    {
        long begun = TimeProvider.System.GetTimestamp();
        double before = Milliseconds;
        for (int lot = 0; lot < _stale.Length && Milliseconds - before < milliseconds; lot++)
        {
            if (!IsStale(_stale[lot]))
                continue;
            Run(lot);
            Milliseconds = before + TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
        }
    }

    private static bool IsStale(int from) => from < int.MaxValue;

    private void Run(int lot)
    {
        int first = lot * Rows,
            rows = Math.Min(Rows, Digits.Count - first),
            from = Begin(_stale[lot]);
        Matrix x = Workspace.Input(rows);
        if (from == 0)
            Digits.Fill([.. Enumerable.Range(first, rows)], x, _labels);
        else
            Kept(from, first, rows).CopyTo(Workspace.Activation(from - 1).Span);
        Workspace.Forward(Pass.Inference, from);
        for (int k = 0; k < _firsts.Length; k++)
            if (_firsts[k] > from && _kept[k] is not null)
                Workspace.Activation(_firsts[k] - 1).Span.CopyTo(Kept(_firsts[k], first, rows));
        Read(Workspace.Activation(_network.Architecture.ScoreLayers - 1), first);
        _stale[lot] = int.MaxValue;
    }

    /// <summary>The highest layer at or below one whose input is kept; the first where there is none.</summary>
    private int Begin(int stale)
    {
        for (int k = _firsts.Length - 1; k > 0; k--)
            if (_firsts[k] <= stale && _kept[k] is not null)
                return _firsts[k];
        return 0;
    }

    /// <summary>What comes into a layer for some digits; it must be one that is kept.</summary>
    private Span<float> Kept(int from, int first, int rows)
    {
        float[] kept = _kept[Array.IndexOf(_firsts, from)]!;
        int n = kept.Length / Digits.Count;
        return kept.AsSpan(n * first, n * rows);
    }

    private void Read(Matrix scores, int first)
    {
        Span<double> p = stackalloc double[scores.Columns];
        for (int row = 0; row < scores.Rows; row++)
        {
            Calibration.Probabilities(scores[row], _temperature, p);
            int best = 0;
            for (int k = 1; k < p.Length; k++)
                if (scores[row][k] > scores[row][best])
                    best = k;
            (_said[Numbers * (first + row)], _said[Numbers * (first + row) + 1]) = (best, (float)p[best]);
        }
    }
}
