using Limpid.Numerics;

namespace Limpid.Data.Corruptions;

/// <summary>An upright stripe in which ink and paper have changed places.</summary>
/// <param name="Share">Its width, as a share of the picture's.</param>
internal sealed record Stripe(double Share = 0.25) : Corruption
{
    /// <inheritdoc/>
    public override string Name => "stripe";

    private protected override UnitImage Spoil(UnitImage picture, ref RandomStream random)
    {
        int width = Math.Clamp((int)(Share * picture.Width + 0.5), 1, picture.Width),
            left = random.Next(picture.Width - width + 1);
        return picture.Filled((x, y) => x >= left && x < left + width ? 1 - picture[x, y] : picture[x, y]);
    }
}
