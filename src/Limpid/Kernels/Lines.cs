using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Pictures from one pitch to another: lines too short to be worth a call each.</summary>
internal static class Lines
{
    /// <summary>to[i·toPitch + j] = from[i·fromPitch + j] for i below height, j below width.</summary>
    public static void Copy(ReadOnlySpan<float> from, int fromPitch, Span<float> to, int toPitch, int width, int height)
    {
        if (width == 0 || height == 0) return;
        if (fromPitch == width && toPitch == width)
        {
            from[..(width * height)].CopyTo(to);
            return;
        }
        Widest.Run(new Kernel(from[..((height - 1) * fromPitch + width)], fromPitch, to[..((height - 1) * toPitch + width)], toPitch, width, height));
    }

    private readonly ref struct Kernel(ReadOnlySpan<float> from, int fromPitch, Span<float> to, int toPitch, int width, int height) : IKernel
    {
        private readonly ref float _from = ref MemoryMarshal.GetReference(from), _to = ref MemoryMarshal.GetReference(to);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>() where L : struct, ILanes<L>
        {
            if (width >= L.Count) Copy<L>();
            else if (L.Count > Lanes256.Count && width >= Lanes256.Count) Copy<Lanes256>();
            else if (L.Count > Lanes128.Count && width >= Lanes128.Count) Copy<Lanes128>();
            else Copy<Lane>();
        }

        /// <summary>The last vector of a line may overlap the one before it.</summary>
        private void Copy<L>() where L : struct, ILanes<L>
        {
            ref float line = ref _from, target = ref _to;
            for (int i = height, last = width - L.Count; i > 0; i--, line = ref At.Of(ref line, fromPitch), target = ref At.Of(ref target, toPitch))
                for (int j = 0; ; j = Math.Min(j + L.Count, last))
                {
                    L.Load(ref At.Of(ref line, j)).Store(ref At.Of(ref target, j));
                    if (j == last) break;
                }
        }
    }
}
