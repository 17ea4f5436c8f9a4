using GenNet.Kernels;

namespace GenNet.Tests.Kernels;

public class PhiloxTests
{
    // The known answers of philox4x32-10 in Random123's kat_vectors.
    [Theory]
    [InlineData(0x0000000000000000UL, 0x0000000000000000UL, 0x0000000000000000UL, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffffffffffffUL, 0xffffffffffffffffUL, 0xffffffffffffffffUL, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Words_OfKnownCounters_AreThePublishedOnes(ulong key, ulong index, ulong stream, uint word0, uint word1, uint word2, uint word3) =>
        Assert.Equal(new PhiloxWords(word0, word1, word2, word3), Philox.Words(key, index, stream));

    // Counters on both sides of 2³²: the carry goes into the next word.
    [Theory]
    [InlineData(0UL)]
    [InlineData(0xffff_fffdUL)]
    public void Fill_GivesTheWordsOfCountersInOrder(ulong index)
    {
        var words = new uint[64];
        Philox.Fill(words, key: 0x123456789abcdefUL, index, stream: 0xfedcba9876543210UL);
        for (var i = 0; i < words.Length; i++)
            Assert.Equal(Philox.Words(0x123456789abcdefUL, index + (ulong)(i / 4), 0xfedcba9876543210UL)[i % 4], words[i]);
    }

    [Fact]
    public void RandomStream_DrawsTheWordsInOrder()
    {
        var stream = new RandomStream(seed: 7, stream: 3);
        for (ulong block = 0; block < 5; block++)
        {
            var words = Philox.Words(7, block, 3);
            for (var word = 0; word < 4; word++)
                Assert.Equal(words[word], stream.NextUInt32());
        }
    }

    [Fact]
    public void Streams_OfOneSeed_DontCoincide()
    {
        ulong[] streams =
        [
            .. Enumerable.Range(0, 100).Select(RandomStreams.Initializer),
            .. Enumerable.Range(0, 100).Select(call => RandomStreams.Layer(call, step: 0)),
            .. Enumerable.Range(1, 100).Select(step => RandomStreams.Layer(call: 0, (ulong)step)),
        ];
        Assert.Equal(streams.Length, streams.Distinct().Count());
    }
}
