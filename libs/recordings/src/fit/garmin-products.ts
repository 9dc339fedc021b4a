/** Garmin's product numbers and names as `number:name`, from the FIT profile 21.217. Regional variants share one name. */
const TABLE = `
14:Forerunner 225;473:Forerunner 301;474:Forerunner 301;475:Forerunner 301;494:Forerunner 301
717:Forerunner 405;782:Forerunner 50;987:Forerunner 405;988:Forerunner 60;1018:Forerunner 310XT;1036:Edge 500
1124:Forerunner 110;1169:Edge 800;1199:Edge 500;1213:Edge 500;1274:Forerunner 110;1325:Edge 200;1328:Forerunner 910XT
1333:Edge 800;1334:Edge 800;1345:Forerunner 610;1360:Forerunner 210;1386:Edge 800;1387:Edge 500;1405:Approach G10
1410:Forerunner 610;1422:Edge 500;1436:Forerunner 70;1446:Forerunner 310XT 4t;1482:Forerunner 10;1497:Edge 800
1499:Swim;1537:Forerunner 910XT;1551:Fenix;1555:Edge 200;1561:Edge 510;1567:Edge 810;1600:Forerunner 910XT
1623:Forerunner 620;1632:Forerunner 220;1664:Forerunner 910XT;1688:Forerunner 10;1721:Edge 810;1736:Edge Touring
1742:Edge 510;1765:Forerunner 920XT;1821:Edge 510;1822:Edge 810;1823:Edge 810;1836:Edge 1000;1837:Vivofit
1903:Forerunner 15;1907:Vivoactive;1918:Edge 510;1928:Forerunner 620;1929:Forerunner 620;1930:Forerunner 220
1931:Forerunner 220;1936:Approach S6;1956:Vivosmart;1967:Fenix 2;1988:Epix;2050:Fenix 3;2052:Edge 1000;2053:Edge 1000
2061:Forerunner 15;2067:Edge 520;2070:Edge 1000;2072:Forerunner 620;2073:Forerunner 220;2100:Edge 1000
2130:Forerunner 920XT;2131:Forerunner 920XT;2132:Forerunner 920XT;2135:Vivosmart;2140:Etrex Touch;2147:Edge 25
2148:Forerunner 25;2150:Vivofit 2;2153:Forerunner 225;2156:Forerunner 630;2157:Forerunner 230;2158:Forerunner 735XT
2160:Vivoactive;2173:Forerunner 620;2174:Forerunner 220;2187:D2 airvenu;2188:Fenix 3;2189:Fenix 3
2204:Edge Explore 1000;2219:Forerunner 225;2238:Edge 20;2260:Edge 520;2261:Edge 520;2262:D2 Bravo;2266:Approach S20
2271:Vivosmart 2;2274:Edge 1000;2288:Edge 25;2289:Edge 25;2290:Edge 20;2292:Approach X40;2293:Fenix 3;2294:Vivosmart
2310:Forerunner 630;2311:Forerunner 630;2313:Forerunner 230;2332:Epix;2337:Vivoactive HR;2347:Vivosmart GPS HR
2348:Vivosmart HR;2361:Vivosmart HR;2362:Vivosmart GPS HR;2368:Vivomove;2396:Forerunner 235;2397:Forerunner 235
2406:Vivofit 3;2407:Fenix 3;2408:Fenix 3;2413:Fenix 3Hr;2431:Forerunner 235;2432:Fenix 3Chronos;2441:Oregon 7xx
2457:Epix;2473:Fenix 3Hr;2474:Fenix 3Hr;2475:Fenix 3Hr;2476:Fenix 3Hr;2477:Fenix 3Hr;2497:Vivoactive HR
2503:Forerunner 35;2512:Oregon 7xx Ww;2530:Edge 820;2531:Edge Explore 820;2533:Forerunner 735XT;2534:Forerunner 735XT
2544:Fenix 5s;2547:D2 Bravo Titanium;2599:Edge 820;2600:Edge 820;2604:Fenix 5x;2606:Vivofit Jr;2622:Vivosmart 3
2623:Vivosport;2628:Edge 820;2629:Edge 820;2630:Edge 820;2650:Forerunner 35;2656:Approach S60;2667:Forerunner 35
2668:Forerunner 35;2675:Fenix 3Chronos;2691:Forerunner 935;2697:Fenix 5;2700:Vivoactive 3;2713:Edge 1030
2727:Forerunner 35;2733:Forerunner 235China Nfc;2769:Foretrex 601 701;2772:Vivomove HR;2796:Fenix 5;2797:Fenix 5s
2798:Fenix 5x;2806:Approach Z80;2814:Forerunner 35;2819:D2 charlie;2831:Vivosmart 3;2832:Vivosport;2833:Forerunner 935
2859:Descent;2878:Vivofit 4;2886:Forerunner 645;2888:Forerunner 645m;2891:Forerunner 30;2900:Fenix 5s Plus
2909:Edge 130;2924:Edge 1030;2927:Vivosmart 4;2945:Vivomove HR;2962:Approach X10;2977:Forerunner 30
2988:Vivoactive 3m W;3003:Forerunner 645;3004:Forerunner 645m;3011:Edge Explore;3028:Gpsmap 66;3049:Approach S10
3066:Vivoactive 3m L;3076:Forerunner 245;3077:Forerunner 245Music;3085:Approach G80;3092:Edge 130
3095:Edge 1030Bontrager;3110:Fenix 5Plus;3111:Fenix 5x Plus;3112:Edge 520Plus;3113:Forerunner 945;3121:Edge 530
3122:Edge 830;3126:Instinct Esports;3134:Fenix 5s Plus;3135:Fenix 5x Plus;3142:Edge 520Plus;3143:Descent T1
3144:Forerunner 235l;3145:Forerunner 245;3163:Vivoactive 3m;3218:Vivosmart 4;3224:Vivoactive 4Small
3225:Vivoactive 4Large;3226:Venu;3246:Marq Driver;3247:Marq Aviator;3248:Marq Captain;3249:Marq Commander
3250:Marq Expedition;3251:Marq Athlete;3258:Descent Mk 2;3282:Forerunner 45;3284:Gpsmap 66i;3287:Fenix 6SSport
3288:Fenix 6S;3289:Fenix 6Sport;3290:Fenix 6;3291:Fenix 6x;3308:Vivomove 3Premium;3314:Approach S40
3321:Forerunner 245m;3349:Edge 530;3350:Edge 830;3378:Vivomove 3;3387:Vivoactive 4Small;3388:Vivoactive 4Large
3389:Vivoactive 4Oled;3405:Swim 2;3420:Marq Driver;3421:Marq Aviator;3422:Vivomove 3;3441:Forerunner 945
3446:Vivoactive 3t;3448:Marq Captain;3449:Marq Commander;3450:Marq Expedition;3451:Marq Athlete;3466:Instinct Solar
3469:Forerunner 45;3473:Vivoactive 3Daimler;3498:Legacy Rey;3499:Legacy Darth Vader;3500:Legacy Captain Marvel
3501:Legacy First Avenger;3512:Fenix 6s Sport;3513:Fenix 6s;3514:Fenix 6Sport;3515:Fenix 6;3516:Fenix 6x
3535:Legacy Captain Marvel;3536:Legacy First Avenger;3537:Legacy Rey;3538:Legacy Darth Vader;3542:Descent Mk 2s
3558:Edge 130Plus;3570:Edge 1030Plus;3578:Rally 200;3589:Forerunner 745;3596:Venusq Music;3599:Venusq Music V2
3600:Venusq;3615:Lily;3624:Marq Adventurer;3638:Enduro;3639:Swim 2;3648:Marq Adventurer;3652:Forerunner 945Lte
3702:Descent Mk 2;3703:Venu 2;3704:Venu 2s;3737:Venu Daimler;3739:Marq Golfer;3740:Venu Daimler;3794:Forerunner 745
3809:Lily;3812:Edge 1030Plus;3813:Edge 130Plus;3823:Approach S12;3837:Venusq;3843:Edge 1040;3850:Marq Golfer
3851:Venu 2Plus;3869:Forerunner 55;3872:Enduro;3888:Instinct 2;3889:Instinct 2s;3905:Fenix 7s;3906:Fenix 7
3907:Fenix 7x;3908:Fenix 7s;3909:Fenix 7;3910:Fenix 7x;3927:Approach G12;3930:Descent Mk 2s;3934:Approach S42
3943:Epix Gen 2;3944:Epix Gen 2;3949:Venu 2s;3950:Venu 2;3978:Forerunner 945Lte;3982:Vivomove Sport
3983:Vivomove Trend;3986:Approach S12;3990:Forerunner 255Music;3991:Forerunner 255Small Music;3992:Forerunner 255
3993:Forerunner 255Small;4001:Approach G12;4002:Approach S42;4005:Descent G1;4017:Venu 2Plus;4024:Forerunner 955
4033:Forerunner 55;4061:Edge 540;4062:Edge 840;4063:Vivosmart 5;4071:Instinct 2;4105:Marq Gen 2;4115:Venusq 2
4116:Venusq 2music;4124:Marq Gen 2Aviator;4125:D2 Air X10;4132:Descent G1;4135:Tactix 7;4155:Instinct Crossover
4169:Edge Explore 2;4222:Descent Mk 3;4223:Descent Mk 3i;4233:Approach S70;4257:Forerunner 265Large
4258:Forerunner 265Small;4260:Venu 3;4261:Venu 3s;4265:Tacx Neo Smart;4266:Tacx Neo 2Smart;4267:Tacx Neo 2TSmart
4268:Tacx Neo Smart Bike;4269:Tacx Satori Smart;4270:Tacx Flow Smart;4271:Tacx Vortex Smart;4272:Tacx Bushido Smart
4273:Tacx Genius Smart;4274:Tacx Flux Flux SSmart;4275:Tacx Flux 2Smart;4276:Tacx Magnum;4305:Edge 1040
4312:Epix Gen 2Pro 42;4313:Epix Gen 2Pro 47;4314:Epix Gen 2Pro 51;4315:Forerunner 965;4341:Enduro 2
4374:Fenix 7s Pro Solar;4375:Fenix 7Pro Solar;4376:Fenix 7x Pro Solar;4380:Lily 2;4394:Instinct 2x;4426:Vivoactive 5
4432:Forerunner 165;4433:Forerunner 165Music;4440:Edge 1050;4442:Descent T2;4472:Marq Gen 2Commander;4477:Lily Athlete
4525:Rally X10;4532:Fenix 8Solar;4533:Fenix 8Solar Large;4534:Fenix 8Small;4536:Fenix 8;4556:D2 Mach 1Pro
4565:Forerunner 970;4570:Forerunner 570Large;4574:Forerunner 570Small;4575:Enduro 3;4583:Instinct E40mm
4584:Instinct E45mm;4585:Instinct 3Solar 45mm;4586:Instinct 3Amoled 45mm;4587:Instinct 3Amoled 50mm;4588:Descent G2
4595:Fenix 7Pro Solar No Wifi;4603:Venu X1;4625:Vivoactive 6;4631:Fenix 8Pro;4633:Edge 550;4634:Edge 850;4643:Venu 4
4644:Venu 4s;4647:Approach S44;4655:Edge Mtb;4656:Approach S50;4666:Fenix E;4678:Instinct Crossover Amoled
4745:Bounce 2;4759:Instinct 3Solar 50mm;4775:Tactix 8Amoled;4776:Tactix 8Solar;4814:Forerunner 170Music
4815:Forerunner 170;4825:Approach J1;4879:D2 Mach 2;4916:Forerunner 702026;4944:D2 Air X15;4952:Fenix 9Pro 43mm
4953:Fenix 9Pro 47mm;4954:Fenix 9Pro 51mm;4955:Fenix 9Pro Solar 47mm;4956:Fenix 9Pro Solar 51mm;5056:D2 Mach 2Pro
5133:Fenix 943mm;5134:Fenix 9;10014:Edge Remote;20533:Tacx Training App Win;20534:Tacx Training App Mac
20565:Tacx Training App Mac Catalyst;30045:Tacx Training App Android;30046:Tacx Training App Ios
30047:Tacx Training App Legacy
`

let products: ReadonlyMap<number, string> | null = null

/** Returns Garmin's name of a product number; null for sensors and tools that the table leaves out. */
export function garminProduct(number: number): string | null {
  products ??= new Map(
    TABLE.trim()
      .split(/[;\n]/)
      .map((entry) => {
        const [code = '', name = ''] = entry.split(':')
        return [Number(code), name]
      }),
  )
  return products.get(number) ?? null
}
