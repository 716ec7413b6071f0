namespace Limpid.Drawing;

/// <summary>Which of the two, ink or paper, is the brighter.</summary>
public enum Polarity
{
    /// <summary>Dark ink on light paper, as people write.</summary>
    DarkOnLight,

    /// <summary>Light ink on dark paper, as MNIST and blackboards are.</summary>
    LightOnDark,
}
