namespace GenNet.Kernels;

/// <summary>What one position of a depthwise kernel adds to the pixels of a <see cref="DepthwiseLine"/>.</summary>
/// <param name="Source">From the line's source to the value that its first pixel sees, had it one there.</param>
/// <param name="Weight">From the line's weights to those of the position.</param>
/// <param name="First">The first pixel that sees a value there.</param>
/// <param name="End">The pixel behind the last one.</param>
internal readonly record struct LineTap(nint Source, nint Weight, int First, int End);
