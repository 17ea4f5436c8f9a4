using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>
/// How a group normalization is cut: a <i>bundle</i> is one group or, where the last axis has few channels of each, neighbouring groups of together up to <see cref="ChunkSize"/> channels. A
/// bundle is worked on in <i>chunks</i> of so many channels, which never have parts of two bundles.
/// </summary>
internal static class GroupPlane<TShape>
    where TShape : struct, IGroupNormalizationShape
{
    /// <summary>The most channels of a chunk: two cache lines of each position.</summary>
    public const int ChunkSize = 32;

    private const int ParallelPiece = 8 * 1024;

    /// <summary>All channels.</summary>
    public static int Channels => TShape.Groups * TShape.ChannelsPerGroup;

    /// <summary>Groups of a bundle.</summary>
    public static int GroupsPerBundle => TShape.Inner == 1 ? Math.Max(1, ChunkSize / TShape.ChannelsPerGroup) : 1;

    private static int BundlesPerRow => (TShape.Groups + GroupsPerBundle - 1) / GroupsPerBundle;

    /// <summary>Product of the axes before the channels in this run.</summary>
    public static int OuterOf(in Pass pass) => TShape.HasRunTimeLength ? checked(pass.Length * TShape.OuterPerStep) : TShape.Outer;

    /// <summary>The pieces of the batch's bundles.</summary>
    public static WorkSplit Split(in Pass pass)
    {
        var bundle = (long)OuterOf(pass) * GroupsPerBundle * TShape.ChannelsPerGroup * TShape.Inner;
        return new((nint)pass.Rows * BundlesPerRow, 1, (int)Math.Max(1, ParallelPiece / bundle));
    }

    /// <summary>Row, first group and number of groups of bundle <paramref name="bundle"/>.</summary>
    public static (nint Row, int Group, int Count) BundleAt(nint bundle)
    {
        var (row, inRow) = Math.DivRem(bundle, BundlesPerRow);
        var group = (int)inRow * GroupsPerBundle;
        return (row, group, Math.Min(GroupsPerBundle, TShape.Groups - group));
    }

    /// <summary>The chunks of a bundle.</summary>
    public static ChunksOfBundle Chunks(int outer, int group, int groups) => new(outer, group * TShape.ChannelsPerGroup, (group + groups) * TShape.ChannelsPerGroup);

    /// <summary>Chunks one after another.</summary>
    internal struct ChunksOfBundle(int outer, int first, int end)
    {
        private int _next = first;

        /// <summary>The chunk.</summary>
        public GroupChunk<TShape> Current { get; private set; }

        /// <summary>Itself.</summary>
        public readonly ChunksOfBundle GetEnumerator() => this;

        /// <summary>The next chunk, if there is one.</summary>
        public bool MoveNext()
        {
            if (_next >= end)
                return false;
            Current = new(outer, _next, Math.Min(ChunkSize, end - _next));
            _next += ChunkSize;
            return true;
        }
    }
}
