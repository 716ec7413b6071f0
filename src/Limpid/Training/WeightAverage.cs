using System.Runtime.CompilerServices;
using Limpid.Kernels;
using Limpid.Schedules;

namespace Limpid.Training;

/// <summary>The average that follows a network in training. All of it is elementwise, so threads may share it out
/// without a change of bits.</summary>
internal sealed class WeightAverage
{
    private const int Window = 1 << 15; // values a piece

    private readonly Averaging _averaging;
    private readonly Network _follows;
    private readonly Action<int, int> _work;
    private float _share;

    public WeightAverage(Averaging averaging, Network follows)
    {
        (_averaging, _follows, Network) = (averaging, follows, follows.Copy());
        _work = Work;
    }

    /// <summary>A network of the averaged values.</summary>
    public Network Network { get; }

    /// <summary>Takes in what an update has just made.</summary>
    public void Follow(in ScheduleMoment moment, Workers workers)
    {
        _share = (float)_averaging.Share(moment);
        if (_share == 0)
            return;
        workers.Run((Network.Values.Length + Window - 1) / Window, _work);
    }

    private void Work(int piece, int thread)
    {
        int start = piece * Window,
            count = Math.Min(Window, Network.Values.Length - start);
        ReadOnlySpan<float> from = _follows.Values.Slice(start, count);
        Span<float> to = Network.Writable.Slice(start, count);
        if (_share == 1)
            from.CopyTo(to);
        else
            Elementwise.Map(new Toward(_share), to, from, to);
    }

    /// <summary>a + share·(w − a).</summary>
    private readonly struct Toward(float share) : IMap2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Apply<L>(L a, L w)
            where L : struct, ILanes<L> => L.MultiplyAdd(L.Broadcast(share), w - a, a);
    }
}
