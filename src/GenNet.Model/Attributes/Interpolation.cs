namespace GenNet;

/// <summary>How an image of another size gets its values. Pixels are squares whose centers count, as in TensorFlow 2.</summary>
public enum Interpolation
{
    /// <summary>Between the four nearest pixels, linearly.</summary>
    Bilinear,

    /// <summary>The nearest pixel.</summary>
    Nearest,

    /// <summary>Keys' cubic, a = −0.5, over 4 × 4 pixels.</summary>
    Bicubic,

    /// <summary>Lanczos' windowed sinc of radius 3.</summary>
    Lanczos3,

    /// <summary>Lanczos' windowed sinc of radius 5.</summary>
    Lanczos5,

    /// <summary>The mean of the area that a pixel covers.</summary>
    Area,
}
