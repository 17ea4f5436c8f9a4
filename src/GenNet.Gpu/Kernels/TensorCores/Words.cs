using System.Runtime.InteropServices;

namespace GenNet.Gpu.Kernels;

/// <summary>Four words, loaded and stored in one go of 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct Words
{
    public uint X;
    public uint Y;
    public uint Z;
    public uint W;
}

/// <summary>A lane's two words of the 8 columns of a right factor.</summary>
internal struct WordPair
{
    public uint X;
    public uint Y;
}
