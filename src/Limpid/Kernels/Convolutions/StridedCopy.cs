using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Limpid.Kernels;

/// <summary>Pictures from one pitch to another, parted into even and odd columns or put together again: lines too short
/// to be worth a call each.</summary>
internal static class StridedCopy
{
    /// <summary>to[i·toPitch + j] = from[i·fromPitch + j] for i below height, j below width.</summary>
    public static void Copy(ReadOnlySpan<float> from, int fromPitch, Span<float> to, int toPitch, int width, int height)
    {
        if (width == 0 || height == 0)
            return;
        if (fromPitch == width && toPitch == width)
        {
            from[..(width * height)].CopyTo(to);
            return;
        }
        SimdDispatch.Within(
            width,
            new Kernel(
                from[..((height - 1) * fromPitch + width)],
                fromPitch,
                to[..((height - 1) * toPitch + width)],
                toPitch,
                width,
                height
            )
        );
    }

    private readonly ref struct Kernel(
        ReadOnlySpan<float> from,
        int fromPitch,
        Span<float> to,
        int toPitch,
        int width,
        int height
    ) : IKernel
    {
        private readonly ref float _from = ref MemoryMarshal.GetReference(from),
            _to = ref MemoryMarshal.GetReference(to);

        /// <summary>The last vector of a line may overlap the one before it.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>()
            where L : struct, ILanes<L>
        {
            ref float line = ref _from,
                target = ref _to;
            for (
                int i = height, last = width - L.Count;
                i > 0;
                i--, line = ref Ref.Add(ref line, fromPitch), target = ref Ref.Add(ref target, toPitch)
            )
            for (int j = 0; ; j = Math.Min(j + L.Count, last))
            {
                L.Load(ref Ref.Add(ref line, j)).Store(ref Ref.Add(ref target, j));
                if (j == last)
                    break;
            }
        }
    }

    /// <summary>even[i·pitch + j] = picture[i·picturePitch + 2j] and odd[i·pitch + j] = picture[i·picturePitch + 2j +
    /// 1] for i below height, j below pairs; or, back, the other way round.</summary>
    public static void Pair(
        Span<float> picture,
        int picturePitch,
        Span<float> even,
        Span<float> odd,
        int pitch,
        int pairs,
        int height,
        bool back
    )
    {
        int reach = (height - 1) * pitch + pairs;
        SimdDispatch.Within(
            pairs,
            new Pairs(
                picture[..((height - 1) * picturePitch + 2 * pairs)],
                picturePitch,
                even[..reach],
                odd[..reach],
                pitch,
                pairs,
                height,
                back
            )
        );
    }

    private readonly ref struct Pairs(
        Span<float> picture,
        int picturePitch,
        Span<float> even,
        Span<float> odd,
        int pitch,
        int pairs,
        int height,
        bool back
    ) : IKernel
    {
        private readonly ref float _picture = ref MemoryMarshal.GetReference(picture),
            _even = ref MemoryMarshal.GetReference(even),
            _odd = ref MemoryMarshal.GetReference(odd);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run<L>()
            where L : struct, ILanes<L>
        {
            for (int i = 0, last = pairs - L.Count; i < height; i++)
            for (int j = 0; ; j = Math.Min(j + L.Count, last))
            {
                ref float a = ref Ref.Add(ref _picture, i * picturePitch + 2 * j),
                    b = ref Ref.Add(ref a, L.Count);
                ref float p = ref Ref.Add(ref _even, i * pitch + j),
                    q = ref Ref.Add(ref _odd, i * pitch + j);
                if (back)
                {
                    (L first, L second) = L.Zip(L.Load(ref p), L.Load(ref q));
                    first.Store(ref a);
                    second.Store(ref b);
                }
                else
                {
                    (L first, L second) = (L.Load(ref a), L.Load(ref b));
                    L.Even(first, second).Store(ref p);
                    L.Odd(first, second).Store(ref q);
                }
                if (j == last)
                    break;
            }
        }
    }
}
