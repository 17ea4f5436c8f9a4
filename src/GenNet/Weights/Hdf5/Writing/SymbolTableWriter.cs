using System.Text;

namespace GenNet.Weights.Hdf5.Writing;

/// <summary>A member of a group: name, where its header lies and, if it is a group, its tree and heap, which the entry repeats.</summary>
internal sealed record Member(string Name, long Header, long Tree = 0, long Heap = 0)
{
    public bool IsGroup => Tree != 0;
}

/// <summary>The names of one group: local heap, symbol nodes and the B-tree above them, built bottom-up.</summary>
internal sealed class SymbolTableWriter
{
    private const int EntriesInNode = 8;
    private const int ChildrenOfNode = 32;
    private const int SymbolNodeLength = 8 + (EntriesInNode * 40);
    private const int TreeNodeLength = 24 + (ChildrenOfNode * 16) + 8;
    private const int HeapPrefixLength = 32;
    private const int FreeTail = 16;

    private readonly int[] _nameOffsets;
    private readonly byte[] _names;
    private readonly List<long> _symbolNodes = [];
    private readonly List<List<long>> _levels = [];

    /// <summary>Gives everything its place.</summary>
    /// <param name="names">Names of the members, sorted bytewise.</param>
    /// <param name="allocate">Gives a number of bytes a place.</param>
    public SymbolTableWriter(IReadOnlyList<string> names, Func<int, long> allocate)
    {
        (_names, _nameOffsets) = HeapOf(names);
        Heap = allocate(HeapPrefixLength + _names.Length);
        for (var i = 0; i < names.Count; i += EntriesInNode)
            _symbolNodes.Add(allocate(SymbolNodeLength));
        var below = _symbolNodes.Count;
        do
        {
            var nodes = Math.Max(1, (below + ChildrenOfNode - 1) / ChildrenOfNode);
            _levels.Add([.. Enumerable.Range(0, nodes).Select(_ => allocate(TreeNodeLength))]);
            below = nodes;
        }
        while (below > 1);
    }

    public long Tree => _levels[^1][0];

    public long Heap { get; }

    public void Write(IReadOnlyList<Member> members, Func<long, int, Span<byte>> at)
    {
        WriteHeap(at(Heap, HeapPrefixLength + _names.Length));
        for (var i = 0; i < _symbolNodes.Count; i++)
            WriteSymbolNode([.. members.Skip(i * EntriesInNode).Take(EntriesInNode)], i * EntriesInNode, at(_symbolNodes[i], SymbolNodeLength));
        // The key after a child is the name of the last member below it.
        var children = _symbolNodes;
        var lastNames = Enumerable.Range(0, children.Count).Select(i => _nameOffsets[Math.Min((i + 1) * EntriesInNode, members.Count) - 1]).ToList();
        for (var level = 0; level < _levels.Count; level++)
        {
            for (var i = 0; i < _levels[level].Count; i++)
                WriteTreeNode(level, i, children, lastNames, at(_levels[level][i], TreeNodeLength));
            lastNames = [.. Enumerable.Range(0, _levels[level].Count).Select(i => lastNames.Count == 0 ? 0 : lastNames[Math.Min((i + 1) * ChildrenOfNode, lastNames.Count) - 1])];
            children = _levels[level];
        }
    }

    private static (byte[] Names, int[] Offsets) HeapOf(IReadOnlyList<string> names)
    {
        using var heap = new MemoryStream();
        heap.Write(new byte[8]);
        var offsets = new int[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            offsets[i] = checked((int)heap.Position);
            heap.Write(Encoding.UTF8.GetBytes(names[i] + '\0'));
            heap.Write(new byte[-(int)heap.Position & 7]);
        }
        heap.Write(new byte[FreeTail]);
        return (heap.ToArray(), offsets);
    }

    private void WriteHeap(Span<byte> target)
    {
        const int NoNextFreeBlock = 1;
        var writer = new ByteWriter(target);
        writer.Bytes("HEAP"u8);
        writer.Skip(4);
        writer.U64(_names.Length);
        writer.U64(_names.Length - FreeTail);
        writer.U64(Heap + HeapPrefixLength);
        writer.Bytes(_names.AsSpan(0, _names.Length - FreeTail));
        writer.U64(NoNextFreeBlock);
        writer.U64(FreeTail);
    }

    private void WriteSymbolNode(Member[] members, int first, Span<byte> target)
    {
        var writer = new ByteWriter(target);
        writer.Bytes("SNOD"u8);
        writer.U8(1);
        writer.U8(0);
        writer.U16(members.Length);
        for (var i = 0; i < members.Length; i++)
        {
            writer.U64(_nameOffsets[first + i]);
            writer.U64(members[i].Header);
            writer.U32(members[i].IsGroup ? 1 : 0);
            writer.Skip(4);
            writer.U64(members[i].Tree);
            writer.U64(members[i].Heap);
        }
    }

    private void WriteTreeNode(int level, int index, List<long> children, List<int> lastNames, Span<byte> target)
    {
        var first = index * ChildrenOfNode;
        var count = Math.Min(ChildrenOfNode, children.Count - first);
        var siblings = _levels[level];
        var writer = new ByteWriter(target);
        writer.Bytes("TREE"u8);
        writer.U8(0);
        writer.U8(level);
        writer.U16(count);
        WriteSibling(ref writer, index - 1);
        WriteSibling(ref writer, index + 1);
        writer.U64(first == 0 ? 0 : lastNames[first - 1]);
        for (var i = first; i < first + count; i++)
        {
            writer.U64(children[i]);
            writer.U64(lastNames[i]);
        }

        void WriteSibling(ref ByteWriter to, int sibling)
        {
            if (sibling >= 0 && sibling < siblings.Count)
                to.U64(siblings[sibling]);
            else
                to.NoAddress();
        }
    }
}
